#pragma once
// Prefixes that requests of a trace share, as traces with ids of blocks say them: an id stands for so many tokens and
// all that lie before them, so two requests begin alike as far as their first ids are the same.

#include <optional>
#include <string_view>
#include <vector>

#include "serve/simulation.h"

namespace costcurve {

using BlockIds = std::vector<std::uint64_t>;

/// "[46, 47, 48]"; nothing where it is no list of whole numbers.
std::optional<BlockIds> block_ids(std::string_view text);

/// Tokens that each id stands for: of the usual ones that with which inputs have as many blocks as ids. None fits:
/// nothing.
std::optional<double> tokens_of_a_block(const std::vector<TracedRequest>& requests, const std::vector<BlockIds>& ids);

/// Says of each request what an earlier one began with too, in tokens, as a cache that forgets nothing finds it.
/// Requests longer than `longest` are not answered, and leave nothing there.
void find_shared_prefixes(std::vector<TracedRequest>& requests, const std::vector<BlockIds>& ids, double block,
                          double longest);

}  // namespace costcurve
