"""Counts requests by status: every line is split at its tabs."""
import collections
import gzip
import sys

counts = collections.Counter()
with gzip.open(sys.argv[1]) as log:
    for line in log:
        if not line.startswith(b"#"):
            counts[line.split(b"\t")[8]] += 1
print(counts)
