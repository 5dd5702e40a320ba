// Claims as text: their keys, their words, and what each lacks. What they are about is bound by the fourth pass.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/outline.h"
#include "text/seal.h"
#include "text/suggest.h"

namespace costcurve {

namespace {

// Where each text of a claim is kept.
constexpr std::array<std::pair<std::string_view, std::string Claim::*>, 11> claim_texts = {{
    {"id", &Claim::id},
    {"says", &Claim::says},
    {"source", &Claim::source},
    {"fault", &Claim::fault},
    {"expect", &Claim::expect},
    {"printed", &Claim::printed},
    {"note", &Claim::note},
    {"in", &Claim::variant},
    {"layer", &Claim::layer},
    {"basis", &Claim::basis},
    {"sealed", &Claim::sealed},
}};

void check_text(const Key& key, const std::string& text, const Place& place, const Header& header,
                Diagnostics& diagnostics) {
  if (text.empty()) return;
  if (key.kind == KeyKind::source) check_source(text, place, header, diagnostics);
  if (key.kind == KeyKind::word) check_word(key, text, place, diagnostics);
}

void read_texts(const Value& table, Claim& claim, const Header& header, Diagnostics& diagnostics) {
  for (const auto& [name, text] : claim_texts) {
    claim.*text = text_at(table, name, diagnostics);
    if (const Entry* entry = table.find(name))
      check_text(*find_key(KeyPlace::claim, name), claim.*text, entry->value.place, header, diagnostics);
  }
  const Entry* says = table.find("says");
  if (claim.says.empty() && (!says || says->value.is_text()))
    diagnostics.report(table.place, "a claim needs `says`: the sentence that was printed",
                       {"says = \"R1 cost $294,000 to train\""});
}

// True if there is a key that is none of a claim's: what seems to be missing may stand under it.
bool check_keys(const Value& table, Diagnostics& diagnostics) {
  bool misspelt = false;
  for (const Entry& entry : table.members) {
    if (find_key(KeyPlace::claim, entry.key)) continue;
    misspelt = true;
    unknown_key(entry, KeyPlace::claim, fmt::format("a claim has no `{}`", entry.key),
                "a claim has says, of, value, source; and than, fault, expect, predict, printed, in, note where they "
                "apply; an exercise has sealed in place of value",
                diagnostics);
  }
  return misspelt;
}

// An exercise has a quantity and no value: the value would tell the answer.
void check_exercise(const ClaimText& text, const Place& place, Diagnostics& diagnostics) {
  if (text.claim.sealed.empty()) return;
  if (text.value)
    diagnostics.report(text.value->place, "an exercise is `sealed`, and its value would tell the answer",
                       {"leave out `value`, or `sealed`"});
  if (!text.of)
    diagnostics.report(place, "this exercise does not say of what",
                       {"of = \"exercise.cost\" names the quantity that its reader is to give"});
  if (text.claim.sealed != "?" && !is_seal(text.claim.sealed))
    diagnostics.report(
        text.sealed->value.place, "this is no seal",
        {"sealed = \"?\" shows the seal of what is computed: copy that, with the answer in the file, and "
         "then take the answer out"});
}

// What is to be thought of before it is computed.
void check_prediction(const ClaimText& text, Diagnostics& diagnostics) {
  if (text.predict && !text.of)
    diagnostics.report(text.predict->place, "this prediction does not say of what",
                       {"of = \"r1.cost\" names the quantity"});
}

// `of`, `than` and `value` go together; each alone is a slip.
void check_whole(const ClaimText& text, const Place& place, bool misspelt, Diagnostics& diagnostics) {
  const Entry *of = text.of, *than = text.than, *value = text.value;
  if (than && !of)
    diagnostics.report(than->place, "this claim does not say of what",
                       {"of = \"r1.cost\" names the quantity, `than` what it is compared with"});
  if (of && !than && !value && !misspelt && text.claim.sealed.empty() && !text.predict)
    diagnostics.report(place, "this claim says of what, and no value",
                       {"value = \"80 h\" is compared; a claim that is cited only has neither `of` nor `value`"});
  if (than && of && !value)
    diagnostics.report(than->place, "this comparison has no value", {"value = \"95 % cheaper\", \"27x\", \"twice\""});
  if (than && !than->value.is_text())
    diagnostics.report(than->place, "`than` is an expression in quotes", {"than = \"o1.output_price\""});
  if (value && !of)
    diagnostics.report(value->place, "this claim does not say of what",
                       {"of = \"r1.cost\" names the quantity; without `of` and `value` a claim is cited only"});
  if (of && !of->value.is_text())
    diagnostics.report(of->place, "`of` is an expression in quotes", {"of = \"r1.cost\""});
}

// A variant that the file does not have. While a variant is bound this is not asked again.
void check_variant(const Value& table, const Header& header, Diagnostics& diagnostics) {
  const Entry* in = table.find("in");
  if (!in || !in->value.is_text()) return;
  const std::string& name = in->value.text.text;
  if (std::find(header.variants.begin(), header.variants.end(), name) != header.variants.end()) return;
  std::vector<std::string> notes;
  if (const std::string hint = did_you_mean(name, header.variants); !hint.empty()) notes.push_back(hint);
  notes.push_back(fmt::format("[variants.{}] makes one", name));
  diagnostics.report(in->value.place, fmt::format("there is no variant `{}`", name), notes);
}

ClaimText claim_text(const Value& table, const Header& header, Diagnostics& diagnostics) {
  ClaimText text;
  text.claim.place = table.place;
  const bool misspelt = check_keys(table, diagnostics);
  read_texts(table, text.claim, header, diagnostics);
  text.of = table.find("of");
  text.than = table.find("than");
  text.value = table.find("value");
  text.predict = table.find("predict");
  text.sealed = table.find("sealed");
  text.claim.cited = !text.of || (!text.value && !text.sealed && !text.predict);
  check_whole(text, table.place, misspelt, diagnostics);
  check_exercise(text, table.place, diagnostics);
  check_prediction(text, diagnostics);
  return text;
}

}  // namespace

std::vector<ClaimText> read_claims(const Entry& claims, bool in_no_variant, const Header& header,
                                   Diagnostics& diagnostics) {
  std::vector<ClaimText> texts;
  if (!claims.value.is_array()) {
    diagnostics.report(claims.place, "claims stand under double brackets: [[claim]]", {"each [[claim]] begins one"});
    return texts;
  }
  for (const Value& table : claims.value.elements) {
    if (!table.is_table()) {
      diagnostics.report(table.place, "a claim is a table under [[claim]]");
      continue;
    }
    if (in_no_variant) check_variant(table, header, diagnostics);
    texts.push_back(claim_text(table, header, diagnostics));
  }
  return texts;
}

}  // namespace costcurve
