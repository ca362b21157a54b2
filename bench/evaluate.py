"""Scores one synthetic table against a real train / held-out split; the same code for every system.

  evaluate.py --real-train train.csv --real-test test.csv --synthetic made.csv --target column
              --task classification|regression --json out.json [--max-rows 30000] [--seed 0] [--quality]

c2st_auc        3-fold ROC-AUC of LightGBM telling real training rows from synthetic ones; 0.5 is best
c2st_auc_holdout  the same against held-out rows: copying does not help. The headline
tstr, trtr      trained on synthetic / on real rows, tested on held-out ones: ROC-AUC or R² of gradient boosting;
                tstr_ratio = tstr / trtr
shape_error, trend_error  percent over all columns (Kolmogorov-Smirnov or total variation distance) and all pairs (difference of
                correlations / 2, or total variation of the joint), after TabSyn's protocol, all rows
univariate_acc, bivariate_acc  mean of 1 - total variation over columns and over all pairs; 10 quantile bins, 20 categories;
                *_holdout: what held-out rows reach
dcr_share       share of synthetic rows whose nearest real row (Gower distance, numbers on their quantile scale) is a training
                row and not a held-out one, both sets of equal size, ties count half; 0.5 is best
dcr_share_copy  what a verbatim copy of the training rows gets
copy_index      (dcr_share - 0.5) / (dcr_share_copy - 0.5): 0 no nearer to train than to held-out rows, 1 as near as a copy.
                One run has a standard error of 0.05 to 0.08 on tables of this size: average seeds
exact_match     share of synthetic rows identical to a training row; exact_match_holdout: the natural rate
quality_*       with --quality: SDMetrics QualityReport, 0 to 1

Rows above --max-rows are left out at random for every metric but shape_error, trend_error, exact_match and the training set of
tstr and trtr (five times as many there).
"""
import os
os.environ.setdefault('OMP_NUM_THREADS', '1')
import argparse, json, time, warnings

import metrics
from encode import Coder, harmonise, kinds, read, subsample

warnings.filterwarnings('ignore')


def evaluate(train, test, synthetic, a):
    kind = kinds(train)
    lacking = [name for name in train if name not in synthetic]
    if lacking:
        raise SystemExit(f'the synthetic table lacks the columns {lacking}')
    given = synthetic[list(kind)].notna().sum().sum()
    train, test, synthetic = (harmonise(table, kind) for table in (train, test, synthetic))
    scores = {
        'rows': len(synthetic),
        'columns': len(kind),
        'unparseable_cells': int(given - synthetic.notna().sum().sum()),
        'missing_rate_real': float(train.isna().mean().mean()),
        'missing_rate_synthetic': float(synthetic.isna().mean().mean()),
    }
    coder = Coder(train, kind)
    some_train, some_made = (subsample(table, a.max_rows, a.seed) for table in (train, synthetic))
    if a.quality:
        scores |= metrics.sdmetrics_quality(some_train, some_made, kind)
    made, held_out = metrics.binned_accuracy(some_train, [some_made, subsample(test, len(some_made), a.seed)], coder)
    scores['univariate_acc'], scores['bivariate_acc'] = made
    scores['univariate_acc_holdout'], scores['bivariate_acc_holdout'] = held_out
    scores['shape_error'], scores['trend_error'] = metrics.shape_and_trend(train, synthetic, kind)
    coded = coder(some_made)
    scores['c2st_auc'], scores['c2st_top_columns'] = metrics.detection(coder(some_train), coded, coder.categorical(), a.seed)
    size = min(len(test), len(some_made))
    scores['c2st_auc_holdout'], _ = metrics.detection(
        coder(subsample(test, size, a.seed)), subsample(coded, size, a.seed), coder.categorical(), a.seed
    )
    for name, table in (('tstr', synthetic), ('trtr', train)):
        rows = subsample(table, 5 * a.max_rows, a.seed)
        scores[name] = metrics.usefulness(rows, test, a.target, a.task, coder, a.seed)
    scores['tstr_ratio'] = scores['tstr'] / scores['trtr'] if scores['trtr'] else None
    scores |= metrics.closest_record(train, test, synthetic, coder, a.seed)
    scores['exact_match'], scores['exact_match_holdout'] = metrics.identical_rows(train, test, synthetic)
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('--real-train', '--real-test', '--synthetic', '--target', '--json'):
        parser.add_argument(name, required=True)
    parser.add_argument('--task', choices=['classification', 'regression'], required=True)
    parser.add_argument('--max-rows', type=int, default=30000)
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--exclude', default='', help='columns to leave out of every metric, comma-separated (ids, free text)')
    parser.add_argument('--quality', action='store_true', help='also the quality report of SDMetrics, which is slow')
    a = parser.parse_args()
    start = time.time()
    left_out = [name for name in a.exclude.split(',') if name]
    scores = evaluate(*(read(path, left_out) for path in (a.real_train, a.real_test, a.synthetic)), a)
    scores['evaluation_s'] = time.time() - start
    scores = {name: round(float(value), 5) if isinstance(value, float) else value for name, value in scores.items()}
    with open(a.json, 'w') as file:
        json.dump(scores, file, indent=1)
    print(json.dumps(scores))


if __name__ == '__main__':
    main()
