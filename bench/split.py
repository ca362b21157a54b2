"""Splits a table for the benches, once and for all: 80 % training rows, drawn with numpy's RandomState(20240601).

  split.py whole.csv|.parquet --target column [--stratify] [--into folder] [--prefix taxis_]

--stratify: the same shares of each label of the target on both sides. Rows keep their order.
"""
import argparse, os

import numpy as np
import pandas as pd


def test_rows(table, target, stratify):
    """True where a row is held out."""
    random = np.random.RandomState(20240601)
    held = np.zeros(len(table), bool)
    groups = table.groupby(target, sort=True, dropna=False).indices.values() if stratify else [np.arange(len(table))]
    for rows in groups:
        held[random.permutation(rows)[: round(0.2 * len(rows))]] = True
    return held


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('whole')
    parser.add_argument('--target', required=True)
    parser.add_argument('--stratify', action='store_true')
    parser.add_argument('--into', default='.')
    parser.add_argument('--prefix', default='')
    a = parser.parse_args()
    packed = a.whole.endswith('.parquet')
    # As text, so that every cell is written as it stood.
    table = pd.read_parquet(a.whole) if packed else pd.read_csv(a.whole, dtype=str, keep_default_na=False)
    held = test_rows(table, a.target, a.stratify)
    for name, rows in (('train', table[~held]), ('test', table[held])):
        path = os.path.join(a.into, f'{a.prefix}{name}.{"parquet" if packed else "csv"}')
        rows.to_parquet(path, index=False) if packed else rows.to_csv(path, index=False)
        print(f'{path}: {len(rows)} rows')


if __name__ == '__main__':
    main()
