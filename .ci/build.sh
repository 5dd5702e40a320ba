# Read by ./costcurve and ./test, which set $root: what has to be installed, and how a tree below build/ is built.
# shellcheck shell=sh
# shellcheck disable=SC2154

# Each Debian package, what shows that it is there (a command or a header), and who needs it: the program, its tests,
# or the tests that look at reports in a browser.
packages() {
  cat <<'ROWS'
g++                  c++                       program
cmake                cmake                     program
ninja-build          ninja                     program
libboost1.81-dev     boost/units/quantity.hpp  program
libtomlplusplus-dev  toml++/toml.h             program
libfmt-dev           fmt/format.h              program
nlohmann-json3-dev   nlohmann/json.hpp         program
doctest-dev          doctest/doctest.h         tests
librapidcheck-dev    rapidcheck.h              tests
nodejs               node                      browser
chromium             chromium                  browser
chromium-driver      chromedriver              browser
ROWS
}

say() {
  printf 'costcurve: %s\n' "$*" >&2
}

# One at a time in a checkout, whatever is built. The lock is the open file 9: it ends with the last process that
# has it, so it outlives a killed launcher as long as that one's compilers run.
lock() {
  if ! mkdir -p "$root/build" 2>/dev/null || ! [ -w "$root/build" ]; then
    say "cannot build: $root/build is not writable"
    return 1
  fi
  exec 9>"$root/build/lock"
  flock -n 9 || {
    say "another build is under way here; waiting for it"
    flock 9
  }
}

unlock() {
  exec 9>&-
}

# missing_packages program|tests|browser
missing_packages() {
  packages | while read -r package proof who; do
    case $1-$who in
      program-program | tests-program | tests-tests | browser-browser) ;;
      *) continue ;;
    esac
    # What an installation that was cut short has left may not work.
    [ ! -f "$root/build/installing" ] && case $proof in
      *.h | *.hpp) [ -e "/usr/include/$proof" ] || [ -e "/usr/local/include/$proof" ] ;;
      *) command -v "$proof" >/dev/null ;;
    esac || printf '%s ' "$package"
  done
}

# install_missing program|tests|browser
install_missing() {
  missing=$(missing_packages "$1")
  if [ -z "$missing" ]; then return 0; fi
  missing=${missing% }

  if ! command -v apt-get >/dev/null; then
    say "not found, and no apt-get to install it: $missing (names as in Debian 12); trying without"
    return 0
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "to build, this is missing; please run as root: apt-get install $missing"
      return 1
    fi
    as_root=sudo
  fi

  say "installing what is needed and this machine lacks: $missing"
  log=$root/build/install.log
  : >"$root/build/installing"
  apt_install >"$log" 2>&1 </dev/null 9>&-
  result=$?
  rm -f "$root/build/installing"
  if [ "$result" -ne 0 ] || [ -n "$(missing_packages "$1")" ]; then
    if ! grep '^E: ' "$log" | tail -n 3 | grep . >&2; then tail -n 5 "$log" >&2; fi
    if grep -qE 'resolving|Could not resolve|[Cc]ould not connect|timed out|unreachable' "$log"; then
      say "could not install: the package servers cannot be reached. Is there a network?"
    else
      say "could not install; all that apt-get said is in $log"
    fi
    say "by hand: ${as_root:+sudo }apt-get update && ${as_root:+sudo }apt-get install $missing"
    return 1
  fi
}

# In one shell, so that sudo asks once. First what an interruption left half done; then the lists, which a machine
# that has just started may be updating itself.
# shellcheck disable=SC2016,SC2086
apt_install() {
  $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C sh -c '
    dpkg --configure -a
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
      said=$(apt-get -q update 2>&1)
      printf "%s\n" "$said"
      case $said in
        */lists/lock*) sleep 5 ;;
        *) break ;;
      esac
    done
    apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install "$@"' sh $missing
}

# build PRESET TARGET: into build/PRESET, quietly unless it fails.
build() {
  tree=$root/build/$1
  log=$root/build/$1.log
  mkdir -p "$tree" || return 1
  if [ -f "$tree/started" ]; then touch_edited; fi # the last build was cut short
  if [ -f "$tree/built" ]; then touch_replaced; fi
  printf '%s\n' "$root" >"$tree/started"

  if ! configure "$1"; then
    cat "$log" >&2
    say "cannot configure the build; see above"
    return 1
  fi
  if [ -t 2 ]; then
    export CLICOLOR_FORCE=1
    {
      NINJA_STATUS='[%f/%t] ' ninja -C "$tree" "$2" 2>&1 </dev/null
      printf '%s\n' "$?" >"$tree/result"
    } | show_progress
    read -r result <"$tree/result"
  else
    ninja -C "$tree" --quiet "$2" >"$log" 2>&1 </dev/null
    result=$?
  fi
  unset CLICOLOR_FORCE
  touch_edited
  if [ "$result" -ne 0 ]; then
    rm -f "$tree/started"
    # Without the command lines, and not thousands of lines: the first error is the one to read.
    sed -e '/FAILED: /{n;d' -e '}' "$log" | head -n 100 >&2
    say "the build failed; the compiler's errors are above, and all of them in $log"
    return 1
  fi
  # As old as the start of the build, so that what was edited meanwhile is newer.
  mv -f "$tree/started" "$tree/built"
}

# What is built, on one line of the terminal; all of it into the log.
show_progress() {
  : >"$log"
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    case $line in
      \[*/*\]*) printf '\r  %s] \033[K' "${line%%]*}" >&2 ;;
    esac
  done
  printf '\r\033[K' >&2
}

# Ninja takes a file that was edited while it was compiled for built, and also one that was replaced by an older one.
touch_edited() {
  touch_sources -newer "$tree/started"
}

touch_replaced() {
  touch_sources -cnewer "$tree/built" ! -newer "$tree/built"
}

touch_sources() {
  find "$root/src" "$root/tests" \( -name '*.cpp' -o -name '*.h' \) "$@" -exec touch -c {} + 2>/dev/null
}

# --fresh gets over a tree of another place, another generator or a compiler that is gone.
configure() {
  (
    cd "$root" || exit
    cmake --preset "$1" >/dev/null 2>"$log" || cmake --fresh --preset "$1" >/dev/null 2>"$log"
  ) </dev/null
}
