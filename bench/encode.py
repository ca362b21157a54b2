"""Tables for the evaluator: read, told apart by kind, turned into numbers the same way for every system."""
import numpy as np
import pandas as pd


def read(path, exclude=()):
    """A CSV or Parquet file; datetimes of Parquet as text, as a CSV reader would see them."""
    if str(path).endswith('.parquet'):
        table = pd.read_parquet(path)
        for name in table.select_dtypes(['datetime', 'datetimetz']):
            table[name] = table[name].dt.strftime('%Y-%m-%d %H:%M:%S')
    else:
        table = pd.read_csv(path, low_memory=False)
    return table.drop(columns=[name for name in exclude if name in table])


def kinds(table):
    """Column name to `numerical`, `datetime` or `categorical`, judged on the real training rows."""
    found = {}
    for name in table:
        column = table[name]
        if pd.api.types.is_bool_dtype(column):
            found[name] = 'categorical'
        elif pd.api.types.is_numeric_dtype(column):
            found[name] = 'numerical'
        else:
            values = column.dropna().astype(str)
            dated = len(values) and values.head(200).str.match(r'^\d{4}-\d\d-\d\d').all()
            dated = dated and pd.to_datetime(values.head(2000), errors='coerce').notna().mean() > 0.99
            found[name] = 'datetime' if dated else 'categorical'
    return found


def harmonise(table, kind):
    """The columns of `kind` as float, datetime (in UTC, where an offset is written) or text; what cannot be read becomes missing."""
    columns = {}
    for name, what in kind.items():
        column = table[name]
        if what == 'numerical':
            columns[name] = pd.to_numeric(column, errors='coerce').astype(float)
        elif what == 'datetime':
            columns[name] = pd.to_datetime(column, errors='coerce', format='mixed', utc=True).dt.tz_localize(None)
        else:
            columns[name] = column.astype(object).where(column.isna(), column.astype(str)).where(column.notna(), None)
    return pd.DataFrame(columns)


def seconds(column):
    """Datetimes as seconds since 1970, missing as NaN."""
    values = column.astype('datetime64[s]').astype('int64').to_numpy(float)
    values[column.isna().to_numpy()] = np.nan
    return values


def subsample(table, rows, seed):
    """At most `rows` rows, in their order. The stream is our own: a generator that draws with RandomState(seed) must not
    share it, or its rows would be compared with those it drew (that once biased the distance to the closest record)."""
    if len(table) <= rows:
        return table
    chosen = np.random.default_rng([seed, 4711]).permutation(len(table))[:rows]
    return table.iloc[np.sort(chosen)]


class Coder:
    """Numbers as they are, datetimes as seconds, categories as codes by falling frequency in `real` (unseen: one code more)."""

    def __init__(self, real, kind):
        self.kind = kind
        self.codes = {
            name: {value: code for code, value in enumerate(real[name].value_counts().index)}
            for name, what in kind.items()
            if what == 'categorical'
        }

    def __call__(self, table, columns=None):
        coded = {}
        for name in columns or self.kind:
            what = self.kind[name]
            if what == 'numerical':
                coded[name] = table[name].to_numpy(float)
            elif what == 'datetime':
                coded[name] = seconds(table[name])
            else:
                codes = self.codes[name]
                coded[name] = np.array(
                    [np.nan if value is None or value != value else codes.get(value, len(codes)) for value in table[name]], float
                )
        return pd.DataFrame(coded)

    def categorical(self):
        return [name for name, what in self.kind.items() if what == 'categorical']
