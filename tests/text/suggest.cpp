#include "text/suggest.h"

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

const std::vector<std::string> known_keys = {"chips", "duration",          "uptime", "chip_time", "rent",
                                             "cost",  "active_parameters", "tokens", "compute",   "peak",
                                             "mfu",   "token_rate"};
const std::vector<std::string> chips = {"H100",      "H100-PCIe", "H800",    "H20",
                                        "A100-40GB", "A100-80GB", "TPU-v5p", "MI300X"};

}  // namespace

TEST_CASE("the nearest known word is proposed: swapped, missing, extra and wrong letters") {
  struct Row {
    std::string word;
    std::string meant;
  };
  for (const Row& row : {Row{"rnet", "rent"},
                         {"ren", "rent"},
                         {"rentt", "rent"},
                         {"rent", "rent"},
                         {"Rent", "rent"},
                         {"COST", "cost"},
                         {"costs", "cost"},
                         {"durration", "duration"},
                         {"duraton", "duration"},
                         {"chiptime", "chip_time"},
                         {"chip_tme", "chip_time"},
                         {"chip-time", "chip_time"},
                         {"tokes", "tokens"},
                         {"active_paramters", "active_parameters"},
                         {"MFU", "mfu"},
                         {"mfuu", "mfu"},
                         {"comptue", "compute"}}) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, known_keys) == row.meant);
  }
  for (const Row& row : {Row{"h800", "H800"},
                         {"H8000", "H800"},
                         {"A100-40", "A100-40GB"},
                         {"H100-PCI", "H100-PCIe"},
                         {"TPUv5p", "TPU-v5p"},
                         {"MI300", "MI300X"}}) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, chips) == row.meant);
  }
}

TEST_CASE("a wrong suggestion is worse than none") {
  for (const std::string word : {"", "x", "zzz", "power", "gpus_per_node", "salary", "a", "1", "ab", "electricity"}) {
    CAPTURE(word);
    CHECK(nearest(word, known_keys).empty());
    CHECK(did_you_mean(word, known_keys).empty());
  }
  CHECK(nearest("rent", {}).empty());
  CHECK(nearest(std::string(1000, 'r'), known_keys).empty());
}

TEST_CASE("it asks in a sentence") {
  CHECK(did_you_mean("rnet", known_keys) == "did you mean `rent`?");
  CHECK(did_you_mean("A100", chips) == "did you mean `A100-40GB` or `A100-80GB`?");
  CHECK(did_you_mean("mwh", {"MWh", "mWh", "kWh"}) == "did you mean `MWh` or `mWh`?");
}

TEST_CASE("another number or another scale is another thing") {
  for (const std::string word : {"A900", "H300"}) {
    CAPTURE(word);
    CHECK(nearest(word, chips).empty());
  }
  CHECK(nearest("US", {"us", "USD", "s"}) != "us");
}

TEST_CASE("a word with one slip is recognised") {
  property("in a word of six letters or more", [] {
    const std::vector<std::string> long_words = {"duration", "chip_time", "active_parameters", "token_rate", "compute"};
    const std::string meant = one_of(long_words);
    std::string word = meant;
    const std::size_t at = below(word.size() - 1);
    switch (below(4)) {
      case 0: word.erase(at, 1); break;
      case 1: word.insert(at, 1, static_cast<char>(a_whole('a', 'z'))); break;
      case 2: std::swap(word[at], word[at + 1]); break;
      default: word[at] = static_cast<char>(a_whole('a', 'z'));
    }
    RC_LOG() << word;
    RC_ASSERT(nearest(word, long_words) == meant);
  });
}

TEST_CASE("capitals are initials, and a shortened word is known by its beginning") {
  CHECK(nearest("US", {"world", "united_states", "ukraine", "us_west"}) == "united_states");
  CHECK(nearest("UK", {"united_states", "united_kingdom", "ukraine"}) == "united_kingdom");
  CHECK(nearest("params", {"parameter_coefficient", "parameters", "tokens"}) == "parameters");
}
