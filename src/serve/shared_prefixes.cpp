#include "serve/shared_prefixes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace costcurve {

std::optional<BlockIds> block_ids(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  BlockIds ids;
  std::uint64_t id = 0;
  bool in_number = false;
  for (const char c : text.substr(1)) {
    if (c >= '0' && c <= '9') {
      id = id * 10 + static_cast<std::uint64_t>(c - '0');
      in_number = true;
    } else if (c == ',' || c == ']' || c == ' ') {
      if (in_number) ids.push_back(id);
      id = 0;
      in_number = false;
    } else {
      return std::nullopt;
    }
  }
  return ids;
}

std::optional<double> tokens_of_a_block(const std::vector<TracedRequest>& requests, const std::vector<BlockIds>& ids) {
  // Mooncake's blocks have 512 tokens, vLLM's and SGLang's traces 16 to 128.
  constexpr std::array<double, 7> usual = {512, 16, 32, 64, 128, 256, 1024};
  constexpr double enough = 0.95;
  for (const double block : usual) {
    std::size_t fits = 0;
    for (std::size_t i = 0; i < requests.size(); ++i)
      if (std::ceil(requests[i].input / block) == static_cast<double>(ids[i].size())) ++fits;
    if (static_cast<double>(fits) >= enough * static_cast<double>(requests.size())) return block;
  }
  return std::nullopt;
}

void find_shared_prefixes(std::vector<TracedRequest>& requests, const std::vector<BlockIds>& ids, double block,
                          double longest) {
  std::unordered_set<std::uint64_t> seen;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (requests[i].input + requests[i].output > longest) continue;
    const auto fresh = std::find_if(ids[i].begin(), ids[i].end(), [&](std::uint64_t id) { return !seen.contains(id); });
    requests[i].shared = std::min(requests[i].input, block * static_cast<double>(fresh - ids[i].begin()));
    seen.insert(fresh, ids[i].end());
  }
}

}  // namespace costcurve
