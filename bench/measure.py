"""Runs one command and prints, as JSON, how long it took and the most memory it held.

  measure.py [--cpus 0,1] -- COMMAND ARG…

wall_s is from start to exit. max_rss_mb is the peak resident set of the largest single process among the command and what it
started (getrusage, as GNU time reports it). --cpus pins the command to those processors, where the system can.
The command's own output goes to standard error.
"""
import json, os, resource, subprocess, sys, time

arguments = sys.argv[1:]
cpus = None
if arguments[:1] == ['--cpus']:
    cpus, arguments = {int(cpu) for cpu in arguments[1].split(',')}, arguments[2:]
if arguments[:1] == ['--']:
    arguments = arguments[1:]

def pin():
    os.sched_setaffinity(0, cpus)

pinned = cpus is not None and hasattr(os, 'sched_setaffinity')
start = time.perf_counter()
done = subprocess.run(arguments, stdout=sys.stderr, preexec_fn=pin if pinned else None)
wall = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == 'darwin' else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
print(json.dumps({
    'status': done.returncode,
    'wall_s': round(wall, 3),
    'cpu_s': round(usage.ru_utime + usage.ru_stime, 3),
    'max_rss_mb': round(usage.ru_maxrss * unit / 2**20, 1),
    'pinned': pinned,
}))
