"""The metrics of evaluate.py, one function each. Definitions are in the header of evaluate.py."""
import numpy as np
import pandas as pd

from encode import seconds


def sdmetrics_quality(real, synthetic, kind):
    from sdmetrics.reports.single_table import QualityReport

    columns = {name: {'sdtype': what} for name, what in kind.items()}
    for name, what in kind.items():
        if what == 'datetime':
            columns[name]['datetime_format'] = '%Y-%m-%d %H:%M:%S'
    report = QualityReport()
    report.generate(real.copy(), synthetic.copy(), {'columns': columns}, verbose=False)
    scores = report.get_properties().set_index('Property')['Score']
    return {
        'quality_overall': report.get_score(),
        'quality_shapes': scores.get('Column Shapes'),
        'quality_pairs': scores.get('Column Pair Trends'),
    }


def detection(a, b, categorical, seed):
    """AUC of telling rows of `a` from rows of `b`, and the three columns that told most."""
    import lightgbm as lgb
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold

    x = pd.concat([a, b], ignore_index=True)
    y = np.r_[np.zeros(len(a)), np.ones(len(b))]
    for name in categorical:
        x[name] = x[name].fillna(-1) + 1
    places = [x.columns.get_loc(name) for name in categorical]
    settings = dict(
        objective='binary', learning_rate=0.1, num_leaves=31, num_threads=1, verbose=-1, seed=seed, deterministic=True,
        force_row_wise=True, min_data_per_group=20, cat_smooth=5,
    )
    predicted, gain = np.zeros(len(y)), np.zeros(x.shape[1])
    for train, test in StratifiedKFold(3, shuffle=True, random_state=seed).split(x, y):
        rows = lgb.Dataset(
            x.iloc[train].to_numpy(), y[train], categorical_feature=places,
            feature_name=[f'f{i}' for i in range(x.shape[1])], params={'verbose': -1},
        )
        model = lgb.train(settings, rows, 150)
        predicted[test] = model.predict(x.iloc[test].to_numpy())
        gain += model.feature_importance('gain')
    return roc_auc_score(y, predicted), [x.columns[i] for i in np.argsort(-gain)[:3]]


def usefulness(train, test, target, task, coder, seed):
    """ROC-AUC (classification) or R² (regression) on `test` of a model trained on `train`."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
    from sklearn.metrics import r2_score, roc_auc_score

    features = [name for name in coder.kind if name != target]
    train, test = train[train[target].notna()], test[test[target].notna()]
    x, x_test = coder(train, features), coder(test, features)
    categorical = [name for name in features if coder.kind[name] == 'categorical' and len(coder.codes[name]) < 200]
    for name in categorical:
        x[name], x_test[name] = x[name].clip(upper=254), x_test[name].clip(upper=254)
    y, y_test = (coder(table, [target])[target].to_numpy() for table in (train, test))
    settings = dict(
        random_state=seed, max_iter=200, early_stopping=False, categorical_features=[features.index(name) for name in categorical]
    )
    if task == 'regression':
        model = HistGradientBoostingRegressor(**settings).fit(x.to_numpy(), y)
        return r2_score(y_test, model.predict(x_test.to_numpy()))
    if len(np.unique(y)) < 2:
        return 0.5
    model = HistGradientBoostingClassifier(**settings).fit(x.to_numpy(), y)
    chances = model.predict_proba(x_test.to_numpy())
    if len(model.classes_) == 2 and len(np.unique(y_test)) == 2:
        return roc_auc_score(y_test, chances[:, 1])
    return roc_auc_score(y_test, chances, multi_class='ovr', labels=model.classes_)


def gower_nearest(queries, rows, numeric, chunk=256):
    """Distance of each query to its nearest row: the sum over columns of |difference| (at most 1), or 0 and 1 for categories."""
    nearest = np.empty(len(queries), np.float32)
    columns = [np.ascontiguousarray(rows[:, j]) for j in range(rows.shape[1])]
    for start in range(0, len(queries), chunk):
        part = queries[start:start + chunk]
        distance = np.zeros((len(part), len(rows)), np.float32)
        for j, column in enumerate(columns):
            if numeric[j]:
                apart = np.abs(part[:, j:j + 1] - column[None, :])
                np.minimum(np.nan_to_num(apart, nan=1.0, copy=False), 1.0, out=apart)
                distance += apart
            else:
                distance += part[:, j:j + 1] != column[None, :]
        nearest[start:start + chunk] = distance.min(1)
    return nearest


def closest_record(train, test, synthetic, coder, seed, queries=8000, references=15000):
    kind, random = coder.kind, np.random.default_rng([seed, 815])
    size = min(len(train), len(test), references)
    coded = [coder(table) for table in (train, test, synthetic)]
    grid = {
        name: np.unique(np.quantile(coded[0][name].dropna().to_numpy(), np.linspace(0, 1, 257)))
        for name, what in kind.items()
        if what != 'categorical'
    }

    def placed(table):
        columns = []
        for name, what in kind.items():
            values = table[name].to_numpy()
            if what == 'categorical':
                columns.append(np.nan_to_num(values, nan=-1).astype(np.float32))
            else:
                marks = grid[name]
                share = np.interp(values, marks, np.linspace(0, 1, len(marks))) if len(marks) > 1 else np.zeros(len(values))
                columns.append(np.where(np.isnan(values), np.nan, share).astype(np.float32))
        return np.column_stack(columns)

    numeric = [what != 'categorical' for what in kind.values()]
    a, h = placed(coded[0]), placed(coded[1])
    a = a[random.permutation(len(a))]
    reference, h = a[:size], h[random.permutation(len(h))[:size]]
    s = placed(coded[2])
    s = s[random.permutation(len(s))[:queries]]
    copy = a[random.integers(0, len(a), queries)]
    shares = {}
    for name, rows in (('dcr_share', s), ('dcr_share_copy', copy)):
        to_train, to_test = gower_nearest(rows, reference, numeric), gower_nearest(rows, h, numeric)
        shares[name] = float(np.mean((to_train < to_test - 1e-6) + 0.5 * (np.abs(to_train - to_test) <= 1e-6)))
    shares['copy_index'] = (shares['dcr_share'] - 0.5) / (shares['dcr_share_copy'] - 0.5)
    return shares


def binned_accuracy(train, others, coder, bins=10, labels=20):
    """(univariate, bivariate) accuracy of each table of `others` against `train`."""
    coded = [coder(table) for table in [train, *others]]
    codes, sizes = [[] for _ in coded], []
    for name, what in coder.kind.items():
        if what == 'categorical':
            for into, table in zip(codes, coded):
                top = np.minimum(np.nan_to_num(table[name].to_numpy()), labels)
                into.append(np.where(np.isnan(table[name]), labels + 1, top).astype(np.int64))
            sizes.append(labels + 2)
        else:
            values = coded[0][name].dropna().to_numpy()
            edges = np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)[1:-1])) if len(values) else np.zeros(1)
            for into, table in zip(codes, coded):
                x = table[name].to_numpy()
                into.append(np.where(np.isnan(x), len(edges) + 1, np.searchsorted(edges, x, side='left')).astype(np.int64))
            sizes.append(len(edges) + 2)
    share = lambda x, size: np.bincount(x, minlength=size) / len(x)
    real, scores = codes[0], []
    for made in codes[1:]:
        single = [1 - 0.5 * np.abs(share(a, n) - share(b, n)).sum() for a, b, n in zip(real, made, sizes)]
        double = []
        for i in range(len(sizes)):
            for j in range(i):
                pair = sizes[i] * sizes[j]
                a, b = real[i] * sizes[j] + real[j], made[i] * sizes[j] + made[j]
                double.append(1 - 0.5 * np.abs(share(a, pair) - share(b, pair)).sum())
        scores.append((float(np.mean(single)), float(np.mean(double))))
    return scores


def shape_and_trend(train, synthetic, kind, bins=10):
    """Percent, over all columns and all pairs (TabSyn's protocol; mixed pairs are cut at the real column's edges)."""
    def values(table):
        columns = {}
        for name, what in kind.items():
            if what == 'categorical':
                columns[name] = table[name].astype(object).where(table[name].notna(), '(missing)').astype(str).to_numpy()
            else:
                columns[name] = seconds(table[name]) if what == 'datetime' else table[name].to_numpy(float)
        return columns

    def total_variation(a, b):
        n = max(a.max(), b.max()) + 1
        return 0.5 * np.abs(np.bincount(a, minlength=n) / len(a) - np.bincount(b, minlength=n) / len(b)).sum()

    a, b = values(train), values(synthetic)
    code_a, code_b = {}, {}
    for name, what in kind.items():
        if what == 'categorical':
            _, inverse = np.unique(np.r_[a[name], b[name]], return_inverse=True)
            code_a[name], code_b[name] = inverse[:len(train)], inverse[len(train):]
        else:
            present = a[name][~np.isnan(a[name])]
            edges = np.histogram_bin_edges(present, bins)[1:-1] if len(present) else np.zeros(1)
            code_a[name], code_b[name] = (
                np.where(np.isnan(x), len(edges) + 1, np.searchsorted(edges, x, side='right')).astype(np.int64)
                for x in (a[name], b[name])
            )
    shape, trend, names = [], [], list(kind)
    for name, what in kind.items():
        if what == 'categorical':
            shape.append(total_variation(code_a[name], code_b[name]))
            continue
        x, y = (np.sort(side[name][~np.isnan(side[name])]) for side in (a, b))
        if len(x) and len(y):
            both = np.concatenate([x, y])
            shape.append(np.abs(np.searchsorted(x, both, 'right') / len(x) - np.searchsorted(y, both, 'right') / len(y)).max())
    for i, first in enumerate(names):
        for second in names[:i]:
            if kind[first] != 'categorical' and kind[second] != 'categorical':
                rho = [correlation(side[first], side[second]) for side in (a, b)]
                if not np.isnan(rho).any():
                    trend.append(abs(rho[0] - rho[1]) / 2)
            else:
                width = max(code_a[second].max(), code_b[second].max()) + 1
                joint = [side[first] * width + side[second] for side in (code_a, code_b)]
                trend.append(total_variation(*joint))
    return 100 * float(np.mean(shape)), 100 * float(np.mean(trend))


def correlation(x, y):
    there = ~(np.isnan(x) | np.isnan(y))
    x, y = x[there], y[there]
    return np.corrcoef(x, y)[0, 1] if there.sum() > 2 and x.std() > 0 and y.std() > 0 else np.nan


def identical_rows(train, test, synthetic):
    """Share of synthetic rows that stand in train, and the same for held-out rows: the natural rate."""
    key = lambda table: pd.util.hash_pandas_object(table.astype(str), index=False).to_numpy()
    known = np.unique(key(train))
    return float(np.isin(key(synthetic), known).mean()), float(np.isin(key(test), known).mean())
