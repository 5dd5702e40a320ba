#pragma once

namespace costcurve {

/// What this process frees it keeps for what it needs next: a search works out one lot of points after another, and
/// memory that is fetched anew each time costs as much as the search.
void keep_freed_memory();

}  // namespace costcurve
