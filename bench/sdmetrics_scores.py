#!/usr/bin/env python3
"""Every metric of SDMetrics that infer has too, of one synthetic table, as JSON; nothing is subsampled.

  sdmetrics_scores.py REAL SYNTHETIC KINDS.json OUT.json

KINDS.json maps columns to numerical, datetime, categorical, boolean or id. Files are CSV or Parquet. What SDMetrics cannot compute is null.
"""
import json
import math
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings('ignore')

MISSING = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', '?']


def read(path, kinds):
    if path.endswith('.parquet'):
        return pd.read_parquet(path)
    table = pd.read_csv(path, low_memory=False, keep_default_na=True, na_values=MISSING)
    labels = [c for c, kind in kinds.items() if kind in ('categorical', 'boolean', 'id')]
    texts = pd.read_csv(path, dtype=str, keep_default_na=True, na_values=MISSING)
    return table, texts[labels]


def as_text(column):
    whole = pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all()
    texts = (column.astype('Int64') if whole else column).astype(str).astype(object)
    return texts.where(column.notna(), None)


def typed(path, kinds):
    if path.endswith('.parquet'):
        table = stored = pd.read_parquet(path)
        table = table.copy()
        for column, kind in kinds.items():
            if kind in ('categorical', 'boolean', 'id'):
                table[column] = as_text(table[column])
        texts = None
    else:
        stored, texts = read(path, kinds)
        table = stored.copy()
        for column in texts:
            table[column] = texts[column]
    for column, kind in kinds.items():
        if kind == 'numerical':
            table[column] = pd.to_numeric(table[column], errors='coerce').astype(float)
        if kind == 'datetime':
            table[column] = pd.to_datetime(table[column], errors='coerce', utc=True).dt.tz_localize(None).astype('datetime64[ns]')
    return table[list(kinds)], stored


def number(value):
    value = float(value)
    return None if math.isnan(value) else value


def attempt(compute):
    try:
        return number(compute())
    except Exception:
        return None


def main():
    from sdmetrics.column_pairs import ContingencySimilarity, CorrelationSimilarity
    from sdmetrics.reports.single_table import DiagnosticReport, QualityReport
    from sdmetrics.single_column import (BoundaryAdherence, CategoryAdherence, CategoryCoverage, KeyUniqueness, KSComplement,
                                         MissingValueSimilarity, RangeCoverage, TVComplement)
    from sdmetrics.single_table import TableStructure

    real_path, synthetic_path, kinds_path, out = sys.argv[1:]
    kinds = json.load(open(kinds_path))
    (real, real_stored), (synthetic, synthetic_stored) = (typed(path, kinds) for path in (real_path, synthetic_path))
    columns = {}
    for name, kind in kinds.items():
        r, s = real[name], synthetic[name]
        numeric = kind in ('numerical', 'datetime')
        metrics = {'MissingValueSimilarity': MissingValueSimilarity}
        if kind == 'id':
            metrics['KeyUniqueness'] = KeyUniqueness
        elif numeric:
            metrics.update(KSComplement=KSComplement, RangeCoverage=RangeCoverage, BoundaryAdherence=BoundaryAdherence)
        else:
            metrics.update(TVComplement=TVComplement, CategoryCoverage=CategoryCoverage, CategoryAdherence=CategoryAdherence)
        columns[name] = {key: attempt(lambda: metric.compute(r, s)) for key, metric in metrics.items()}

    def as_numbers(table):
        result = table.copy()
        for name, kind in kinds.items():
            if kind == 'datetime':
                missing = result[name].isna()
                result[name] = result[name].astype('int64').astype(float)
                result.loc[missing, name] = np.nan
        return result

    real_numbers, synthetic_numbers = as_numbers(real), as_numbers(synthetic)
    modelled = [name for name, kind in kinds.items() if kind != 'id']
    pairs = []
    for i, a in enumerate(modelled):
        for b in modelled[i + 1:]:
            numeric = [name for name in (a, b) if kinds[name] in ('numerical', 'datetime')]
            r, s = real_numbers[[a, b]], synthetic_numbers[[a, b]]
            pair = {'columns': [a, b]}
            if len(numeric) == 2:
                for coefficient in ('Pearson', 'Spearman'):
                    pair[coefficient] = attempt(lambda: CorrelationSimilarity.compute(r, s, coefficient=coefficient))
            else:
                pair['Contingency'] = attempt(
                    lambda: ContingencySimilarity.compute(r.copy(), s.copy(), continuous_column_names=numeric or None))
            pairs.append(pair)

    # Its report looks at the uniqueness of declared keys alone.
    metadata = {'columns': {name: {'sdtype': kind} for name, kind in kinds.items()},
                'alternate_keys': [name for name, kind in kinds.items() if kind == 'id']}

    def report(**settings):
        quality = QualityReport()
        for key, value in settings.items():
            setattr(quality, key, value)
        quality.num_rows_subsample = None
        quality.generate(real.copy(), synthetic.copy(), metadata, verbose=False)
        scores = quality.get_properties().set_index('Property')['Score']
        details = quality.get_details('Column Pair Trends')
        return {'score': number(quality.get_score()), 'shapes': number(scores['Column Shapes']),
                'pairs': number(scores['Column Pair Trends']),
                'details': [[row['Column 1'], row['Column 2'], number(row['Score']), number(row.get('Real Association', math.nan))]
                            for _, row in details.iterrows()]}

    diagnostic = DiagnosticReport()
    diagnostic.generate(real.copy(), synthetic.copy(), metadata, verbose=False)
    validity = diagnostic.get_properties().set_index('Property')['Score']
    json.dump({
        'columns': columns,
        'pairs': pairs,
        'all': report(real_correlation_threshold=0, real_association_threshold=0),
        'default': report(),
        'validity': number(validity['Data Validity']),
        'structure': number(TableStructure.compute(real_stored, synthetic_stored)),
    }, open(out, 'w'))


if __name__ == '__main__':
    main()
