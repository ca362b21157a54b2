# The other side of onnx.mjs: checks a model in full, runs it with given inputs, and compares with given outputs.
# usage: python onnx_check.py FOLDER, with model.onnx, manifest.json and the arrays it names
import json, os, sys
import numpy as np
import onnx
import onnxruntime

folder = sys.argv[1]
path = os.path.join(folder, 'model.onnx')
model = onnx.load(path)
onnx.checker.check_model(model, full_check=True)
assert {o.domain for o in model.opset_import} == {''}, 'another domain than the standard one'
with open(os.path.join(folder, 'manifest.json')) as file: manifest = json.load(file)


def read(kind, one):
    dtype = {'bool': 'uint8'}.get(one['dtype'], one['dtype'])
    values = np.fromfile(os.path.join(folder, kind, one['file']), dtype).reshape(one['shape'])
    return values.astype(bool) if one['dtype'] == 'bool' else values


options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])
names = [one['name'] for one in manifest['outputs']]
found = session.run(names, {one['name']: read('inputs', one) for one in manifest['inputs']})
worst, of = max((float(np.abs(a - read('outputs', one)).max() / max(1.0, np.abs(a).max())), one['name']) for a, one in zip(found, manifest['outputs']))
print(f'{os.path.basename(folder)}: onnx {onnx.__version__} full check passes, opset {model.opset_import[0].version}; '
      f'onnxruntime {onnxruntime.__version__} differs by {worst:.1e} at most ({of}) over {len(names)} outputs')
sys.exit(0 if worst <= 1e-5 else 1)
