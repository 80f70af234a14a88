#!/usr/bin/env python3
"""Prints the tables of docs/benchmarks.md: why403 and other programs read the same log of a million lines.

  mvn -q -DskipTests package
  python3 docs/benchmarks/side-by-side.py [--core 0] [--runs 5] [--lines 1000000] [--only-replay] [--jar FILE]...

It makes the logs in a temporary folder and installs there what it compares with: two packages from npm, with the versions
of package-lock.json, and mawk from Debian's packages if it is missing. A program that cannot be installed has no row, and
a line says why. --only-replay prints the last two tables alone. --jar names the jar to measure; several, such as one of
before a change and one of after it, run in turns. Every run is pinned to one core. Processor time is user and system time of all processes of a run.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
CLASSES = f"{PROJECT}/function/target/classes:{PROJECT}/function/target/test-classes"
JAR = f"{PROJECT}/function/target/why403.jar"
FLAGS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
PARTS = {"reading, counting and diagnosing": ["java"], "unpacking": ["why403-unpack"], "compiling": ["C1 CompilerThre"],
         "garbage collection": ["VM Thread"]}
LOG = "E2EXAMPLE.2026-11-24-10.abcd1234.gz"
EVENT = {"Records": [{
    "eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "eventTime": "2026-11-24T11:20:00.000Z",
    "s3": {"bucket": {"name": "example-logs"}, "object": {"key": LOG}}}]}


class Run:
    """One run of a command: processor time, wall time and the memory of its largest process."""

    def __init__(self, command, core, folder):
        start = time.monotonic()
        pid = os.fork()
        if pid == 0:
            os.sched_setaffinity(0, {core})
            os.chdir(folder)
            with open(os.devnull, "w") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                if "-v" not in sys.argv:
                    os.dup2(nowhere.fileno(), 2)
            os.execvp(command[0], command)
        _, status, used = os.wait4(pid, 0)
        self.wall = time.monotonic() - start
        if status != 0:
            sys.exit(f"{' '.join(command)} failed with status {status}. Run it by hand in {folder} to see why.")
        self.processor = used.ru_utime + used.ru_stime
        self.megabytes = used.ru_maxrss / 1024


def java(*arguments):
    return ["java", *FLAGS, *arguments]


def scenario(folder, name, *arguments):
    """A scenario with one log, made by MillionLines, and the account of a sample."""
    root = folder / name
    main = ["-cp", CLASSES, "why403.benchmark.MillionLines", f"{root}/s3/example-logs", *arguments]
    subprocess.run(["java", *main], check=True)
    (root / "event.json").write_text(json.dumps(EVENT))
    recorded = root / "account"
    shutil.copytree(PROJECT / "events/grant-missing/account", recorded)
    for file in [file for file in recorded.rglob("*") if file.is_file()]:
        text = file.read_text()
        renamed = file.with_name(file.name.replace("E1GRANTEXAMPLE", "E2EXAMPLE"))
        file.unlink()
        renamed.write_text(text.replace("E1GRANTEXAMPLE", "E2EXAMPLE"))
    return root


def install(folder):
    """Returns what is there, and says what is not."""
    there = set()
    if shutil.which("mawk") is None:
        subprocess.run("apt-get update -qq && apt-get install -y -qq mawk", shell=True, stdout=subprocess.DEVNULL)
    if shutil.which("mawk"):
        there.add("mawk")
    else:
        print("No row for mawk: it is not installed, and apt-get could not install it.")
    for file in ["package.json", "package-lock.json", "polars.js", "parser.js"]:
        shutil.copy(HERE / file, folder)
    if shutil.which("npm") is None:
        print("No rows for polars and cloudfront-log-parser: npm is not installed.")
        return there
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        print("No rows for polars and cloudfront-log-parser: npm ci failed: " + done.stderr.strip()[-300:])
        return there
    for package in ["nodejs-polars", "cloudfront-log-parser"]:
        loaded = subprocess.run(["node", "-e", f"require('{package}')"], cwd=folder, capture_output=True, text=True)
        if loaded.returncode == 0:
            there.add(package)
        else:
            lines = [line for line in loaded.stderr.splitlines() if "Error" in line] or ["it cannot be loaded"]
            print(f"No row for {package}: {lines[0].strip()[:200]}")
    return there


def programs(log, there):
    """What is measured: the label and the command."""
    yield "`GZIPInputStream`, 64 kB buffer", java("-cp", CLASSES, "why403.benchmark.GzipAlone", str(log))
    yield "why403, as deployed: tally without an excerpt", java("-cp", CLASSES, "why403.benchmark.TallyAlone", str(log))
    yield "`zcat \\| wc -l`", ["bash", "-c", f"zcat '{log}' | wc -l"]
    if "mawk" in there:
        count = "!/^#/ {n[$9]++} END {for (status in n) print status, n[status]}"
        yield "`zcat \\| mawk`, by status", ["bash", "-c", f"zcat '{log}' | mawk -F '\\t' '{count}'"]
    yield "Python, `split`, by status", [sys.executable, str(HERE / "split.py"), str(log)]
    if "nodejs-polars" in there:
        yield "polars (nodejs-polars), by status", ["node", "polars.js", str(log)]
    if "cloudfront-log-parser" in there:
        yield "cloudfront-log-parser, by status", ["node", "parser.js", str(log)]


def median(runs, value):
    return statistics.median(getattr(run, value) for run in runs)


def table(name, log, there, options, folder):
    print(f"\n{name}: {options.lines:,} lines, {log.stat().st_size / 1e6:.0f} MB\n")
    print("| program | processor time | wall time | memory |\n|---|---|---|---|")
    for label, command in programs(log, there):
        runs = [Run(command, options.core, folder) for _ in range(options.runs)]
        print(f"| {label} | {median(runs, 'processor'):.2f} s | {median(runs, 'wall'):.2f} s"
              f" | {median(runs, 'megabytes'):.0f} MB |", flush=True)


def ratios(name, whole, cut, empty, options, folder):
    """replay of the log, less that of 2,000 lines, over unpacking it, less that of nothing."""
    def seconds(*arguments):
        return Run(java(*arguments), options.core, folder).processor

    found = {jar: [] for jar in options.jar}
    for _ in range(options.runs):
        unpacking = seconds("-cp", CLASSES, "why403.benchmark.GzipAlone", str(whole / "s3/example-logs" / LOG))
        unpacking -= seconds("-cp", CLASSES, "why403.benchmark.GzipAlone", str(empty))
        for jar in options.jar:
            more = seconds("-jar", jar, "replay", str(whole)) - seconds("-jar", jar, "replay", str(cut))
            found[jar].append(more / unpacking)
    for jar, all in found.items():
        label = name if len(found) == 1 else f"{name}, {Path(jar).name}"
        print(f"| {label} | {statistics.median(all):.2f} | {', '.join(f'{ratio:.2f}' for ratio in all)} |", flush=True)


def by_thread(command, core):
    """Processor time of a JVM by thread: what was seen of each until the process ended, to a hundredth of a second."""
    process = subprocess.Popen(["taskset", "-c", str(core), *command],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = {}
    while process.poll() is None:
        for task in Path(f"/proc/{process.pid}/task").glob("*"):
            try:
                seen[task.name] = ((task / "comm").read_text().strip(), int((task / "schedstat").read_text().split()[0]))
            except (OSError, IndexError):
                continue  # the thread has ended
        time.sleep(0.01)
    seconds = {}
    for name, nanoseconds in seen.values():
        part = next((part for part, names in PARTS.items() if name in names), "other threads")
        seconds[part] = seconds.get(part, 0) + nanoseconds / 1e9
    return seconds


def parts(name, whole, cut, options):
    """Where the processor time of a replay goes, less that of 2,000 lines."""
    runs = [[by_thread(java("-jar", options.jar[-1], "replay", str(root)), options.core) for root in (whole, cut)]
            for _ in range(options.runs)]
    for part in [*PARTS, "other threads"]:
        seconds = statistics.median(more.get(part, 0) - less.get(part, 0) for more, less in runs)
        print(f"| {name} | {part} | {seconds:.2f} s |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--only-replay", action="store_true")
    parser.add_argument("--jar", action="append")
    parser.add_argument("-v", action="store_true", help="show what the programs say on standard error")
    options = parser.parse_args()
    options.jar = [os.path.abspath(jar) for jar in options.jar or [JAR]]
    for jar in options.jar:
        if not os.path.exists(jar):
            sys.exit(f"There is no {jar}. Run mvn -q -DskipTests package first.")
    with tempfile.TemporaryDirectory(prefix="why403-benchmark-") as made:
        folder = Path(made)
        there = set() if options.only_replay else install(folder)
        scenarios = {}
        for name, kind in [("calm", []), ("spike", ["spike"])]:
            whole = scenario(folder, name, *kind, str(options.lines))
            scenarios[name] = (whole, scenario(folder, name + "-cut", *kind, "2000"))
            if not options.only_replay:
                table(name, whole / "s3/example-logs" / LOG, there, options, folder)
        empty = folder / "empty.gz"
        empty.write_bytes(bytes.fromhex("1f8b08000000000000ff03000000000000000000"))
        print("\n| replay over unpacking, processor time | median | runs |\n|---|---|---|")
        for name, (whole, cut) in scenarios.items():
            ratios(name, whole, cut, empty, options, folder)
        print("\n| replay | part | processor time |\n|---|---|---|")
        for name, (whole, cut) in scenarios.items():
            parts(name, whole, cut, options)


main()
