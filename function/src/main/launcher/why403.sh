#!/bin/sh
# Runs the jar that follows this script in the same file. The first run stores the loaded classes in an archive of the Java
# platform, from which later runs start faster.
java=${JAVA_HOME:+"$JAVA_HOME/bin/"}java
if ! command -v "$java" > /dev/null 2>&1; then
  echo "why403 needs Java 17 or later, and there is no $java. Install a JDK, or set JAVA_HOME." >&2
  exit 2
fi
set -- -jar "$0" "$@"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/why403
# Another file or another Java has another archive.
key=$({ ls -lL "$0" && ls -lL "$(command -v "$java")"; } 2>&1 | cksum | cut -d ' ' -f 1)
archive=$cache/classes-$key.jsa
# Nothing of the platform may be printed between the results.
if [ -r "$archive" ]; then
  exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -XX:SharedArchiveFile="$archive" "$@"
fi
if [ -n "$HOME" ] && mkdir -p "$cache" 2> /dev/null && [ -w "$cache" ]; then
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -XX:ArchiveClassesAtExit="$archive.$$" "$@"
  status=$?
  mv -f "$archive.$$" "$archive" 2> /dev/null
  exit $status
fi
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@"
