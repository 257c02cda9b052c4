# What run.sh, test.sh and instances.sh share: messages, packages, the data folder, processes. Sourced, not run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
die() { printf '\nerror: %s\n' "$*" >&2; exit 1; }

am_root() { [[ $EUID -eq 0 ]]; }

# Runs a command as another user (or as ourselves, where no user is named). The command replaces the shell: its PID is ours.
# Servers refuse to run as root, so as root they get the user that their own package made.
as_user() {
    local user=$1; shift
    if [[ -n $user ]]; then
        exec setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"
    else
        exec "$@"
    fi
}

# ---- packages -----------------------------------------------------------------------------------------------------

# install_missing COMMAND-OR-FILE:PACKAGE ... installs the packages whose file is absent.
# Debian's packages start a system service of their own when they are installed. Nobody asked for one, so for the time of
# the installation policy-rc.d says no; whatever stood there before stands there again afterwards.
install_missing() {
    local need=() pair path
    for pair in "$@"; do
        path=${pair%%:*}
        if [[ $path == */* ]]; then compgen -G "$path" >/dev/null || need+=("${pair##*:}")
        else command -v "$path" >/dev/null || need+=("${pair##*:}"); fi
    done
    [[ ${#need[@]} -eq 0 ]] && return 0
    command -v apt-get >/dev/null || die "missing: ${need[*]}. Install them (this script knows apt only) and start again."
    local sudo=()
    if ! am_root; then
        command -v sudo >/dev/null || die "missing packages: ${need[*]}. Ask an administrator for: apt-get install ${need[*]}"
        sudo=(sudo)
    fi
    step "installing ${need[*]}"
    "${sudo[@]}" bash -s -- "${need[@]}" <<'INSTALL' || die "could not install ${need[*]}; see the lines above"
set -euo pipefail
policy=/usr/sbin/policy-rc.d
before=
if [[ -e $policy || -L $policy ]]; then before=$policy.before-talentfinance.$$; mv "$policy" "$before"; fi
restore() { if [[ -n $before ]]; then mv -f "$before" "$policy"; else rm -f "$policy"; fi; }
trap restore EXIT
trap 'exit 130' INT TERM
printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
# They were not here before, so nobody needs them at the next boot either.
if [[ -d /run/systemd/system ]]; then
    for package in "$@"; do
        case $package in postgresql|rabbitmq-server) systemctl disable --quiet "$package" >/dev/null 2>&1 || true ;; esac
    done
fi
INSTALL
}

# ---- the data folder ----------------------------------------------------------------------------------------------

# can_reach USER FOLDER: may that user pass through every folder on the way?
can_reach() { (as_user "$1" test -x "$2") 2>/dev/null; }

# The folder that everything of this checkout lives in: TALENTFINANCE_DATA, else .run in the checkout, else (when the
# servers' users may not pass through the checkout's folders, as below /root) one below /var/tmp named after the checkout.
data_folder() {
    if [[ -n ${TALENTFINANCE_DATA:-} ]]; then printf '%s' "$TALENTFINANCE_DATA"; return; fi
    local elsewhere
    elsewhere=/var/tmp/talentfinance-$(printf '%s' "$EUID:$ROOT" | sha256sum | cut -c1-10)
    if am_root; then
        if can_reach postgres "$ROOT" && can_reach rabbitmq "$ROOT"; then printf '%s' "$ROOT/.run"; else printf '%s' "$elsewhere"; fi
    else
        if [[ -w $ROOT ]]; then printf '%s' "$ROOT/.run"; else printf '%s' "$elsewhere"; fi
    fi
}

# make_data_folder FOLDER: ours alone to write; others may pass through to what is theirs, not look around.
make_data_folder() {
    local folder=$1
    if [[ -e $folder ]]; then
        [[ -d $folder && ! -L $folder ]] || die "$folder is not a folder"
        [[ $(stat -c %u "$folder") == "$EUID" ]] || die "$folder belongs to somebody else; set TALENTFINANCE_DATA to another folder"
    fi
    mkdir -p "$folder/pids" "$folder/logs" "$folder/secrets"
    chmod 711 "$folder"; chmod 700 "$folder/pids" "$folder/logs" "$folder/secrets"
}

# One at a time per data folder. Descriptor 9 holds the lock for as long as this shell lives; children must close it.
lock_data_folder() {
    exec 9>"$1/lock"
    flock -n 9 || die "something is already running on $1. Stop it (Ctrl-C in its terminal), or set TALENTFINANCE_DATA and PORT_BASE for a second one."
}

# secret FILE NAME: the value kept under NAME in an env file, made on first use. The file is readable by its owner alone.
secret() {
    local file=$1 name=$2 value
    [[ -e $file ]] || (umask 077; : >"$file")
    value=$(sed -n "s/^$name=//p" "$file" | head -n 1)
    if [[ -z $value ]]; then
        value=$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')
        printf '%s=%s\n' "$name" "$value" >>"$file"
    fi
    printf '%s' "$value"
}

# ---- processes ----------------------------------------------------------------------------------------------------

# When a process started, in clock ticks since boot: with the PID it names the process beyond doubt, though PIDs come again.
born() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# track NAME PID
track() { printf '%s %s\n' "$2" "$(born "$2")" >"$DATA/pids/$1"; }

# tracked NAME: prints the PID if the process that we started under this name still runs.
tracked() {
    local pid birth
    [[ -r $DATA/pids/$1 ]] || return 1
    read -r pid birth <"$DATA/pids/$1" || return 1
    [[ -n $birth && $(born "$pid") == "$birth" && $(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -c1) != Z ]] || return 1
    printf '%s' "$pid"
}

# start NAME FOLDER COMMAND...: in the background, in a session of its own (so that Ctrl-C reaches this script alone, which
# then stops everything in order), its output in the log folder.
start() {
    local name=$1 folder=$2; shift 2
    ( cd "$folder" && exec setsid "$@" ) 9>&- </dev/null >>"$DATA/logs/$name.log" 2>&1 &
    track "$name" $!
}

# stop NAME [SIGNAL [SECONDS]]: asks, waits, and only then kills the session that we started.
stop() {
    local name=$1 signal=${2:-TERM} seconds=${3:-20} pid tick
    if pid=$(tracked "$name"); then
        kill -s "$signal" "$pid" 2>/dev/null || true
        for ((tick = 0; tick < seconds * 10; tick++)); do
            tracked "$name" >/dev/null || break
            sleep 0.1
        done
        if tracked "$name" >/dev/null; then
            say "$name did not stop within $seconds s; killing it"
            kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null || true
        fi
    fi
    rm -f "$DATA/pids/$name"
}

# failed NAME: says so with the end of its log, and ends.
failed() {
    printf '\nerror: %s. The end of %s:\n' "$2" "$DATA/logs/$1.log" >&2
    tail -n 30 "$DATA/logs/$1.log" >&2 || true
    exit 1
}

# wait_until NAME SECONDS COMMAND...: polls until the command succeeds; fails when the process is gone or time is up.
wait_until() {
    local name=$1 seconds=$2 end; shift 2
    end=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        tracked "$name" >/dev/null || failed "$name" "$name ended before it was ready"
        ((SECONDS < end)) || failed "$name" "$name was not ready within $seconds s"
        sleep 0.2
    done
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

require_free_ports() {
    local port
    for port in "$@"; do
        port_is_free "$port" || die "port $port is in use by another program. Set PORT_BASE to a free range, for instance PORT_BASE=$((PORT_BASE + 1000)) $0"
    done
}

# ---- tools that apt does not have -----------------------------------------------------------------------------------

require_dotnet() {
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
    # No build servers that outlive the build: what we start we stop.
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
    command -v dotnet >/dev/null && (cd "$ROOT" && dotnet --version) >/dev/null 2>&1 \
        || die "the .NET 10 SDK is missing. See https://dotnet.microsoft.com/download/dotnet/10.0, then start again."
}

require_node() {
    local version
    command -v node >/dev/null && command -v npm >/dev/null || install_missing node:nodejs npm:npm
    version=$(node --version 2>/dev/null) || die "Node.js is missing: the web app is built with it (20.19 or newer). See https://nodejs.org, then start again."
    local major minor
    IFS=. read -r major minor _ <<<"${version#v}"
    ((major > 20 || (major == 20 && minor >= 19))) || die "Node.js $version is too old: 20.19 or newer is needed. See https://nodejs.org"
}
