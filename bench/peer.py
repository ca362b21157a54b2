"""Makes one synthetic table with somebody else's method, in this fresh process, as its users would.

  peer.py gaussian-copula --train train.csv|.parquet --out synthetic.csv|.parquet [--rows N] [--seed 0]

gaussian-copula  SDV's default synthesizer (needs sdv): import, fit, sample, write
ctgan            PyPI's ctgan (needs ctgan): fit for --epochs, text columns named as discrete, sample, write
bootstrap        rows of the training table drawn with replacement (needs pandas): the reference for fidelity and for copying
independent      every column drawn on its own (needs pandas): no dependence at all

One thread, no GPU. Prints what the steps took as JSON.
"""
import os
for name in ('OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'LOKY_MAX_CPU_COUNT', 'NUMBA_NUM_THREADS'):
    os.environ.setdefault(name, '1')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '')
import argparse, json, time, warnings

TIMES = {}

def timed(step, work):
    start = time.perf_counter()
    result = work()
    TIMES[step] = round(time.perf_counter() - start, 3)
    return result

def read(path):
    import pandas as pd
    return pd.read_parquet(path) if path.endswith('.parquet') else pd.read_csv(path, low_memory=False)

def gaussian_copula(train, rows):
    def load():
        import sdv.single_table
        from sdv.metadata import Metadata
        return sdv.single_table.GaussianCopulaSynthesizer, Metadata
    synthesizer, metadata = timed('import_s', load)
    import pandas as pd
    from encode import kinds
    columns = {}
    for name, kind in kinds(train).items():
        columns[name] = {'sdtype': kind}
        if kind == 'datetime':
            train[name] = pd.to_datetime(train[name]).dt.tz_localize(None)
            columns[name]['datetime_format'] = '%Y-%m-%d %H:%M:%S'
    model = synthesizer(metadata.load_from_dict({'tables': {'t': {'columns': columns}}}))
    timed('fit_s', lambda: model.fit({'t': train}))
    made = timed('sample_s', lambda: model.sample(num_rows=rows))
    return made['t'] if isinstance(made, dict) else made

def ctgan(train, rows, seed, epochs):
    def load():
        import ctgan, numpy, torch
        numpy.random.seed(seed)
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        return ctgan.CTGAN
    model = timed('import_s', load)(epochs=epochs, enable_gpu=False)
    import pandas as pd
    discrete = [name for name in train if not pd.api.types.is_numeric_dtype(train[name])]
    timed('fit_s', lambda: model.fit(train, discrete))
    return timed('sample_s', lambda: model.sample(rows))

def bootstrap(train, rows, seed):
    return train.sample(rows, replace=True, random_state=seed)

def independent(train, rows, seed):
    import pandas as pd
    return pd.DataFrame({
        name: train[name].sample(rows, replace=True, random_state=1000 * seed + at).values for at, name in enumerate(train)
    })

def main():
    warnings.filterwarnings('ignore')
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('peer', choices=['gaussian-copula', 'ctgan', 'bootstrap', 'independent'])
    parser.add_argument('--train', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--rows', type=int)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--epochs', type=int, default=300)
    a = parser.parse_args()
    train = timed('read_s', lambda: read(a.train))
    rows = a.rows or len(train)
    if a.peer == 'gaussian-copula':
        made = gaussian_copula(train, rows)
    elif a.peer == 'ctgan':
        made = ctgan(train, rows, a.seed, a.epochs)
    else:
        made = timed('sample_s', lambda: (bootstrap if a.peer == 'bootstrap' else independent)(train, rows, a.seed))
    made = made[list(train)]
    timed('write_s', lambda: made.to_parquet(a.out) if a.out.endswith('.parquet') else made.to_csv(a.out, index=False))
    print(json.dumps({'peer': a.peer, 'rows': rows, **TIMES}))

if __name__ == '__main__':
    main()
