#!/usr/bin/env bash
# Runs the bookshop of example-war on a cluster of Payara Micro nodes on this machine.
# Needs a JDK and Maven, nothing else; works from any directory.
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
run=$here/target/cluster # of each node: .pid, .http and .grid (its ports), .log, .tmp
war=$here/target/example.war
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

default_nodes=3
max_nodes=9
first_http_port=${HTTP_PORT:-8081}
last_port=65000
start_seconds=180
stop_seconds=20

usage() {
    cat <<END
Usage: cluster.sh COMMAND

  up [N]       start the bookshop on N nodes (default $default_nodes, at most $max_nodes), building what is missing
  status       show the nodes
  logs [NODE]  show the end of every log, or all of one: logs node-2
  demo         send more requests than a limit allows, over all nodes, and count (starts what is needed)
  down         stop all nodes
  help         show this

The nodes take the first free HTTP ports from $first_http_port on; HTTP_PORT=9000 cluster.sh up starts there.
END
}

say() { printf '%s\n' "$@"; }

fail() {
    printf 'cluster.sh: %s\n' "$*" >&2
    exit 1
}

# --- What is needed ---

require_java() {
    local version advice="Install a JDK, 17 or later, and put it on the PATH or in JAVA_HOME."
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p') || version=
    [[ $version =~ ^[0-9]+ ]] || fail "'$java' is not there, or is no Java. $advice"
    ((BASH_REMATCH[0] >= 17)) || fail "'$java' is Java $version. $advice"
    [[ $("$java" --list-modules) == *jdk.compiler@* ]] || fail "'$java' has no compiler: it is a JRE. $advice"
}

# Builds the WAR and fetches Payara Micro, unless both are there and no source is newer.
build() {
    local sources=("$root/pom.xml" "$root"/*/pom.xml "$root"/{ratelimit-interceptor,example-war}/src/main)
    if [[ -f $war && -f $here/target/payara-micro.jar && -z $(find "${sources[@]}" -newer "$war") ]]; then
        return
    fi
    command -v mvn >/dev/null || fail "Maven is needed to build the example. Install it, 3.8 or later, and put mvn on the PATH."
    say "Building the example (the first time, this downloads Payara Micro) ..."
    mvn -q -B -f "$root/pom.xml" -DskipTests -Dspotless.check.skip -pl payara-config -am package || fail "the build failed; see above."
    touch "$war"
}

# --- Nodes ---

# The names of the nodes that were started and not stopped.
known_nodes() {
    local file
    for file in "$run"/*.pid; do
        [[ -f $file ]] && basename "$file" .pid
    done
    return 0
}

running_nodes() {
    local node
    for node in $(known_nodes); do
        if is_running "$node"; then say "$node"; fi
    done
}

url_of() { say "http://localhost:$(<"$run/$1.http")"; }

command_of() {
    if [[ -r /proc/$1/cmdline ]]; then
        tr '\0' ' ' <"/proc/$1/cmdline"
    else
        ps -p "$1" -o command=
    fi 2>/dev/null
}

# A process ID is used again when its process has gone, so what it runs is looked at as well.
is_running() {
    [[ -f $run/$1.pid ]] && [[ $(command_of "$(<"$run/$1.pid")") == *"$run/$1.tmp "* ]]
}

# By name, because in a browser localhost may be ::1, where somebody else may listen.
is_free() { ! (: <"/dev/tcp/localhost/$1") 2>/dev/null; }

# The first free port from $1 on.
free_port() {
    local port=$1
    until is_free "$port"; do port=$((port + 1)); done
    ((port <= last_port)) || fail "there is no free port from $1 to $last_port."
    say "$port"
}

# The members that a node counts in its cluster; nothing while it does not answer.
members_seen_by() {
    local line
    {
        exec 3<>"/dev/tcp/127.0.0.1/$(<"$run/$1.http")" || return 0
        printf 'GET /api/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
        while IFS= read -r -t 5 -u 3 line || [[ -n $line ]]; do
            [[ $line == *\"node\":\"$1\"* && $line =~ \"members\":([0-9]+) ]] && say "${BASH_REMATCH[1]}"
            line=
        done
    } 2>/dev/null
    return 0
}

# Chooses ports for node $1: HTTP from $2 on, Hazelcast's from $3 on.
reserve() {
    mkdir -p "$run/$1.tmp"
    free_port "$2" >"$run/$1.http"
    free_port "$3" >"$run/$1.grid"
}

launch() {
    local node=$1 peers=$2 cluster
    cluster=bookshop-$(cksum <<<"$here" | cut -d ' ' -f 1) # another checkout's nodes must not join
    # Payara unpacks itself into a temporary directory: ours, so that it goes when the node goes.
    (
        cd "$here"
        exec nohup "$java" \
            -Djava.io.tmpdir="$run/$node.tmp" -Dbookshop.node="$node" @node.options \
            --name "$node" --clustername "$cluster" --clustermode "tcpip:$peers" \
            --port "$(<"$run/$node.http")" --startport "$(<"$run/$node.grid")" --deploy "$war"
    ) >"$run/$node.log" 2>&1 </dev/null &
    say $! >"$run/$node.pid"
    until is_running "$node" || ! kill -0 $! 2>/dev/null; do sleep 0.05; done
}

# Says what happened to the node that $1 begins with, and what its log says about it.
explain() {
    local log=$run/${1%% *}.log why
    why=$(sed -n '/ SEVERE /,$p' "$log" | grep -v '^[[:space:]]*at ' | head -n 10) || true # from the first error on
    say "$1 From $log:" "" "${why:-$(tail -n 25 "$log")}" >&2
}

# Waits until every node answers and sees all others.
await() {
    local nodes=("$@") waiting=("$@") still members deployed node
    local answered=" " begin=$SECONDS
    while ((${#waiting[@]} > 0)); do
        still=()
        for node in "${waiting[@]}"; do
            if ! is_running "$node"; then
                explain "$node died."
                return 1
            fi
            if grep -q 'Failed to start, exiting' "$run/$node.log"; then # which it says, but does not
                explain "$node did not start."
                return 1
            fi
            deployed=$(grep -c 'Payara Micro .* ready in' "$run/$node.log" || true)
            members=$(members_seen_by "$node")
            if ((deployed > 0)) && [[ -z $members ]]; then
                explain "$node runs, but could not deploy the bookshop."
                return 1
            fi
            if [[ -n $members && $answered != *" $node "* ]]; then
                answered+="$node "
                say "  $node answers after $((SECONDS - begin)) s"
            fi
            [[ $members == "${#nodes[@]}" ]] || still+=("$node")
        done
        waiting=(${still[@]+"${still[@]}"})
        if ((SECONDS - begin > start_seconds)); then
            say "After $start_seconds s these nodes do not see all ${#nodes[@]}: ${waiting[*]}. See: cluster.sh logs" >&2
            return 1
        fi
        sleep 0.5
    done
    say "All nodes are there: a cluster of ${#nodes[@]}."
}

stop() {
    local node=$1 pid patience=$((stop_seconds * 5))
    if is_running "$node"; then
        pid=$(<"$run/$node.pid")
        kill "$pid" 2>/dev/null || true
        while is_running "$node" && ((patience-- > 0)); do sleep 0.2; done
        if is_running "$node"; then
            kill -9 "$pid" 2>/dev/null || true
        fi
        say "  $node stopped"
    fi
    rm -rf "${run:?}/$node".{pid,http,grid,tmp}
}

stop_all() {
    local node
    for node in "$@"; do stop "$node" & done
    wait
}

# --- Commands ---

up() {
    local count=${1-$default_nodes} number node peers="" http=$first_http_port grid=$((20000 + RANDOM % 10000))
    local all=()
    new=() # not local: the trap below needs it
    [[ $count =~ ^[1-9]$ ]] || fail "'$count' is not a number of nodes: say 1 to $max_nodes."
    [[ $http =~ ^[1-9][0-9]{0,4}$ ]] || fail "HTTP_PORT is '$http': say a port, 1 to $last_port."
    require_java
    build
    for ((number = 1; number <= max_nodes; number++)); do
        node=node-$number
        if is_running "$node"; then
            all+=("$node")
        elif ((number <= count)); then
            reserve "$node" "$http" "$grid"
            http=$(($(<"$run/$node.http") + 1)) grid=$(($(<"$run/$node.grid") + 1))
            all+=("$node") new+=("$node")
        fi
    done
    if ((${#new[@]} > 0)); then
        for node in "${all[@]}"; do peers+=${peers:+,}127.0.0.1:$(<"$run/$node.grid"); done
        say "Starting ${new[*]}; this takes about half a minute ..."
        trap 'say "Stopping what was started:"; stop_all "${new[@]}"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM HUP
        for node in "${new[@]}"; do launch "$node" "$peers"; done
        await "${all[@]}" || exit 1
        trap - EXIT INT TERM HUP
    else
        say "Running already; 'cluster.sh down' first for a fresh start:"
    fi
    for node in "${all[@]}"; do say "  $node  $(url_of "$node")/"; done
    say "The console of the limits: $(url_of "${all[0]}")/throttled/ (user olivia, password night-owl)"
    if ((${#all[@]} > count)); then
        say "These are more than $count; 'cluster.sh down' first for fewer."
    fi
}

status() {
    local node nodes members
    nodes=$(known_nodes)
    [[ -n $nodes ]] || say "No node is running. Start some: cluster.sh up"
    for node in $nodes; do
        if is_running "$node"; then
            members=$(members_seen_by "$node")
            say "  $node  $(url_of "$node")/  process $(<"$run/$node.pid"), cluster of ${members:-? (it does not answer)}"
        else
            say "  $node  died; see: cluster.sh logs $node"
        fi
    done
}

logs() {
    local log
    if (($# > 0)); then
        [[ -f $run/$1.log ]] || fail "there is no log of '$1' in $run."
        cat "$run/$1.log"
        return
    fi
    for log in "$run"/*.log; do
        [[ -f $log ]] || fail "there are no logs in $run."
        say "==> $log"
        tail -n 20 "$log"
    done
}

demo() {
    local node urls=()
    [[ -n $(running_nodes) ]] || up "$default_nodes"
    require_java
    for node in $(running_nodes); do urls+=("$(url_of "$node")"); done
    say
    "$java" "$here/Demo.java" "${urls[@]}"
}

down() {
    local nodes
    nodes=$(known_nodes)
    [[ -n $nodes ]] || say "No node is running."
    # shellcheck disable=SC2086 # one word a node
    stop_all $nodes
}

usage_error() {
    printf 'cluster.sh: %s\n\n' "$1" >&2
    usage >&2
    exit 2
}

command=${1:-help}
arguments=$(($# > 0 ? $# - 1 : 0))
case $command in
    up | logs) ((arguments <= 1)) || usage_error "'$command' takes one argument at most." ;;
    status | demo | down | help | -h | --help) ((arguments == 0)) || usage_error "'$command' takes no arguments." ;;
    *) usage_error "there is no command '$command'." ;;
esac
case $command in
    help | -h | --help) usage ;;
    *) "$@" ;;
esac
