// A part of a storage as if it were the whole.
import type {Storage} from './storage.ts'

export const within = (storage: Storage, folder: string): Storage => ({
  read: name => storage.read(`${folder}/${name}`),
  list: async prefix =>
    (await storage.list(`${folder}/${prefix}`)).map(name => name.slice(folder.length + 1)),
  create: (name, bytes) => storage.create(`${folder}/${name}`, bytes),
  append: (name, bytes, options) => storage.append(`${folder}/${name}`, bytes, options),
  replace: (name, bytes) => storage.replace(`${folder}/${name}`, bytes),
  remove: name => storage.remove(`${folder}/${name}`),
  flush: name => storage.flush(`${folder}/${name}`),
  prepare: inner => storage.prepare(inner === '' ? folder : `${folder}/${inner}`),
})
