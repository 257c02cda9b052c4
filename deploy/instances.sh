#!/usr/bin/env bash
# A private PostgreSQL and a private RabbitMQ from the distribution's packages: own data, own ports, own passwords, own node
# name and cookie. A server that the machine already runs is never touched.
#
#   deploy/instances.sh start     starts both and prints how to reach them
#   deploy/instances.sh stop      stops what start started
#   deploy/instances.sh status
#   deploy/instances.sh broker stop|start     the broker alone, of servers that run: for tests of what happens without it
#
# PORT_BASE (7400) moves all ports; TALENTFINANCE_DATA moves the data folder. Works as root and as an ordinary user.
# shellcheck source=deploy/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# use_ports BASE: every port is a fixed step from one base.
use_ports() {
    PORT_BASE=$1
    POSTGRES_PORT=$((PORT_BASE + 32))
    RABBIT_EPMD_PORT=$((PORT_BASE + 69)) RABBIT_DIST_PORT=$((PORT_BASE + 70))
    RABBIT_PORT=$((PORT_BASE + 72)) RABBIT_API_PORT=$((PORT_BASE + 75))
}
[[ ${PORT_BASE:-7400} =~ ^[0-9]+$ && ${PORT_BASE:-7400} -ge 1024 && ${PORT_BASE:-7400} -le 32000 ]] || die "PORT_BASE is a number between 1024 and 32000"
use_ports "${PORT_BASE:-7400}"

instances_install() {
    install_missing '/usr/lib/postgresql/*/bin/postgres:postgresql' '/usr/lib/rabbitmq/bin/rabbitmq-server:rabbitmq-server' curl:curl
}

# Fills in everything that is known without starting anything. Call after make_data_folder.
instances_configure() {
    SECRETS=$DATA/secrets/instances.env
    POSTGRES_PASSWORD=$(secret "$SECRETS" POSTGRES_PASSWORD)
    RABBIT_PASSWORD=$(secret "$SECRETS" RABBIT_PASSWORD)
    RABBIT_COOKIE=$(secret "$SECRETS" RABBIT_COOKIE)
    POSTGRES_ADMIN="Host=127.0.0.1;Port=$POSTGRES_PORT;Username=talentfinance;Password=$POSTGRES_PASSWORD"
    RABBIT_URL="amqp://talentfinance:$RABBIT_PASSWORD@127.0.0.1:$RABBIT_PORT"
    RABBIT_API="http://talentfinance:$RABBIT_PASSWORD@127.0.0.1:$RABBIT_API_PORT"
    POSTGRES_USER='' RABBIT_USER=''
    if am_root; then POSTGRES_USER=postgres RABBIT_USER=rabbitmq; fi
    POSTGRES_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
}

# own_folder USER FOLDER: a folder for that user alone.
own_folder() {
    mkdir -p "$2"; chmod 700 "$2"
    [[ -z $1 ]] || chown -R "$1:$1" "$2"
}

postgres_start() {
    own_folder "$POSTGRES_USER" "$DATA/postgres"
    if [[ ! -e $DATA/postgres/data/PG_VERSION ]]; then
        rm -rf "$DATA/postgres/data"   # a first start that was cut off leaves half a folder
        printf '%s' "$POSTGRES_PASSWORD" >"$DATA/postgres/password"
        chmod 600 "$DATA/postgres/password"; [[ -z $POSTGRES_USER ]] || chown "$POSTGRES_USER" "$DATA/postgres/password"
        (cd / && as_user "$POSTGRES_USER" "$POSTGRES_BIN/initdb" -D "$DATA/postgres/data" -U talentfinance --pwfile="$DATA/postgres/password" \
            --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8) >"$DATA/logs/postgres-init.log" 2>&1 \
            || { rm -f "$DATA/postgres/password"; tail -n 20 "$DATA/logs/postgres-init.log" >&2; die "PostgreSQL could not make its data folder"; }
        rm -f "$DATA/postgres/password"
    fi
    # TCP on the loopback only; no socket file, whose path might be too long. TALENTFINANCE_POSTGRES_OPTIONS is for test.sh.
    # shellcheck disable=SC2086
    start postgres / bash -c 'source "$1"; shift; as_user "$@"' _ "$ROOT/deploy/lib.sh" "$POSTGRES_USER" \
        "$POSTGRES_BIN/postgres" -D "$DATA/postgres/data" -p "$POSTGRES_PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
        -c max_connections=400 -c shared_buffers=256MB -c max_wal_size=2GB ${TALENTFINANCE_POSTGRES_OPTIONS:-}
}

postgres_is_ready() { "$POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$POSTGRES_PORT"; }

rabbit_start() {
    local home=$DATA/rabbit
    own_folder "$RABBIT_USER" "$home"
    (umask 077
    printf '%s' "$RABBIT_COOKIE" >"$home/.erlang.cookie.new"
    mv -f "$home/.erlang.cookie.new" "$home/.erlang.cookie"; chmod 400 "$home/.erlang.cookie"
    printf '[rabbitmq_management].\n' >"$home/enabled_plugins"
    cat >"$home/rabbitmq.conf" <<CONF
listeners.tcp.local = 127.0.0.1:$RABBIT_PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $RABBIT_API_PORT
default_user = talentfinance
default_pass = $RABBIT_PASSWORD
disk_free_limit.absolute = 200MB
log.console = true
log.console.level = warning
CONF
    )
    [[ -z $RABBIT_USER ]] || chown -R "$RABBIT_USER:$RABBIT_USER" "$home"
    # The node finds its name's port through epmd: a private one, so that neither meets a broker that runs here already.
    start epmd / bash -c 'source "$1"; shift; as_user "$@"' _ "$ROOT/deploy/lib.sh" "$RABBIT_USER" \
        epmd -address 127.0.0.1 -port "$RABBIT_EPMD_PORT"
    wait_until epmd 20 epmd -port "$RABBIT_EPMD_PORT" -names
    start rabbit / bash -c 'source "$1"; shift; as_user "$@"' _ "$ROOT/deploy/lib.sh" "$RABBIT_USER" env \
        HOME="$home" ERL_EPMD_PORT="$RABBIT_EPMD_PORT" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_NODENAME="talentfinance$PORT_BASE@localhost" RABBITMQ_DIST_PORT="$RABBIT_DIST_PORT" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none' \
        RABBITMQ_CONF_ENV_FILE="$home/none" RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$home/advanced.config" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_MNESIA_BASE="$home/mnesia" RABBITMQ_LOG_BASE="$home/log" \
        RABBITMQ_LOGS=- RABBITMQ_PID_FILE="$home/pid" RABBITMQ_GENERATED_CONFIG_DIR="$home/generated" RABBITMQ_SCHEMA_DIR="$home/schema" \
        /usr/lib/rabbitmq/bin/rabbitmq-server
}

rabbit_is_ready() { curl -fsS -m 5 -o "$DATA/logs/.rabbit-ready" "$RABBIT_API/api/health/checks/local-alarms" && (exec 3<>"/dev/tcp/127.0.0.1/$RABBIT_PORT") 2>/dev/null; }

instances_start() {
    instances_stop   # what a killed start may have left behind is ours to end
    require_free_ports "$POSTGRES_PORT" "$RABBIT_PORT" "$RABBIT_API_PORT" "$RABBIT_DIST_PORT" "$RABBIT_EPMD_PORT"
    postgres_start
    rabbit_start
    wait_until postgres 60 postgres_is_ready
    wait_until rabbit 120 rabbit_is_ready
}

instances_stop() {
    stop rabbit TERM 60
    stop epmd TERM 5
    stop postgres INT 60   # SIGINT: end sessions, write everything, stop
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    [[ ${1:-} == start ]] && instances_install
    DATA=$(data_folder)
    case ${1:-} in
        start)
            make_data_folder "$DATA"; lock_data_folder "$DATA"; instances_configure; instances_start
            say "PostgreSQL  127.0.0.1:$POSTGRES_PORT, user talentfinance"
            say "RabbitMQ    127.0.0.1:$RABBIT_PORT, management http://127.0.0.1:$RABBIT_API_PORT, user talentfinance"
            say "passwords   $SECRETS" ;;
        stop) [[ -d $DATA ]] || exit 0; lock_data_folder "$DATA"; instances_stop; say "stopped" ;;
        broker)
            instances_configure
            case ${2:-} in
                stop) stop rabbit TERM 60; stop epmd TERM 5 ;;
                start) rabbit_start; wait_until rabbit 120 rabbit_is_ready ;;
                *) die "usage: deploy/instances.sh broker stop|start" ;;
            esac ;;
        status) for name in postgres epmd rabbit; do if pid=$(tracked "$name"); then say "$name runs ($pid)"; else say "$name does not run"; fi; done ;;
        *) die "usage: deploy/instances.sh start|stop|status|broker stop|start" ;;
    esac
fi
