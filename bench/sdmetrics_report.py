"""SDMetrics' QualityReport as a whole process: import, read, score.  sdmetrics_report.py REAL SYNTHETIC KINDS.json"""
import json
import sys

import pandas as pd
from sdmetrics.reports.single_table import QualityReport

real, synthetic = (pd.read_csv(path) for path in sys.argv[1:3])
kinds = json.load(open(sys.argv[3]))
report = QualityReport()
report.generate(real, synthetic, {'columns': {name: {'sdtype': kind} for name, kind in kinds.items()}}, verbose=False)
print(report.get_score(), file=sys.stderr)
