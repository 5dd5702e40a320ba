#pragma once
// The work of binding a scenario, in the order it is done. Internal to scenario/.
//
//   header.cpp    title, units, sources
//   parts.cpp     tables become parts, their keys drafts of quantities
//   drafts.cpp    what a reference names, and of what dimension each quantity is
//   writing.cpp   what stands at a key, taken apart
//   words.cpp     quantities that are one word of a closed list
//   givens.cpp    slots become given values with their widths
//   distributions.cpp   what is believed of them
//   relations.cpp slots that refer to other quantities become equations
//   offers.cpp    what the catalog and the sheets know besides
//   claims.cpp    published values to compare with
//   question.cpp  what somebody wants to be true

#include <deque>
#include <map>
#include <set>
#include <utility>

#include "scenario/elsewhere.h"
#include "scenario/expressions.h"
#include "scenario/scenario.h"

namespace costcurve {

/// A quantity on the way: its text is known, its dimension perhaps not yet.
struct Draft {
  std::string name;
  std::string part;
  const Row* row = nullptr;      // of a sheet's quantity
  const Value* value = nullptr;  // what the scenario writes; null for an offer of the catalog alone
  const Fact* fact = nullptr;    // of a part that shows a catalog entry
  Place place;
  std::string source;  // the part's source for all its givens
  std::optional<Dimension> dimension;
  std::optional<ShownUnit> shown;
  enum class State : std::uint8_t { untouched, open, known, mistaken } state = State::untouched;
};

/// What a quantity's TOML value holds, taken apart.
struct Writing {
  const Value* is = nullptr;      // the slot
  const Value* equals = nullptr;  // a relation that stands beside it
  const Value* words = nullptr;   // of a quantity that is one of them
  std::string source;
  std::string note;
  std::string expect;
  bool assumed = false;
  bool exact = false;
  std::vector<const Value*> alternatives;  // further sourced values
};

/// True for the keys of a part that are no quantities: sheet, chip, layer.
bool is_attribute(std::string_view key);

/// A 90 % range: log-normal for positive amounts; normal for a pace (in the rate), a date and whatever may be negative.
Distribution believed(Interval range, const Dimension& dimension);

class Binding : public Names {
 public:
  Binding(const SourcePointer& source, const Value& document, const Elsewhere& elsewhere, Diagnostics& diagnostics);
  Scenario run(const std::string& variant, const Question& question = {});

  std::vector<std::size_t> resolve(const std::string& reference, const Context& context, const Place& place,
                                   Diagnostics& diagnostics) override;
  std::optional<Dimension> dimension(std::size_t quantity) override;
  std::string name(std::size_t quantity) const override { return drafts_[quantity].name; }
  const std::vector<std::string>* words(std::size_t quantity) const override;

 private:
  // header.cpp
  void read_header();
  void read_units(const Value& table);
  void read_unit(const Entry& entry);
  void read_sources(const Value& table);

  // parts.cpp
  void read_part(const Entry& entry);
  void add_part(const std::string& name, const std::string& of, const std::vector<const Entry*>& entries);
  void read_rows(const Entry& entry, const Value& rows);
  void attribute(Part& part, const Entry& entry);
  void check_attributes(const Part& part);
  void sheet_quantities(Part& part, const std::vector<const Entry*>& quantities, const std::string& source);
  void own_quantities(Part& part, const std::vector<const Entry*>& quantities, const std::string& source);
  void unknown_quantity(const Part& part, const Entry& entry);
  bool check_name(const Entry& entry);
  void check_source(const std::string& key, const Place& place);
  void check_word(std::string_view kind, const std::string& word, const Place& place);
  std::string text_of(const Value& table, std::string_view key);
  void attach_catalog(Part& part);
  const CatalogEntry* catalog_entry(const Part& part, const std::string& kind);
  std::size_t add_draft(Draft draft);

  // drafts.cpp
  void infer(std::size_t quantity);
  std::optional<Dimension> inferred_from(const Value& value, Draft& draft);
  void defined_by_itself(std::size_t quantity);
  std::vector<std::size_t> referred_to(std::size_t quantity);
  std::vector<std::size_t> pattern(const std::string& reference, const Context& context);
  void not_found(const std::string& reference, const Place& place, Diagnostics& diagnostics);
  std::vector<std::string> nearest_names(const std::string& reference) const;
  std::vector<std::string> quantities_of(const std::string& part) const;
  bool is_mistaken(const std::string& name) const;

  // givens.cpp
  void make_quantities();
  void bind_draft(std::size_t quantity);
  Writing writing_of(const Value& value, const Draft& draft);
  bool check_writing(const Value& value, const Draft& draft);
  void check_member(const Entry& member);
  void bind_slot(std::size_t quantity, const Value& value, const Writing& writing);
  void bind_word(std::size_t quantity, const Value& value, const Writing& writing);
  void bind_relation(std::size_t quantity, const Value& value);
  void bind_alternative(std::size_t quantity, const Value& value, const Writing& writing);
  std::optional<Given> given_from(const Slot& slot, const Excerpt& text, const Quantity& quantity,
                                  const Writing& writing, const Context& context);
  std::optional<Distribution> distribution_of(const Expression& call, const Excerpt& text, const Quantity& quantity,
                                              const Context& context);
  std::optional<double> constant_of(const Expression& expression, const Excerpt& text, const Quantity& quantity,
                                    const Context& context);
  bool fits(const Quantity& quantity, const Expression& expression, const Excerpt& text, Dimension actual, bool bare);
  bool in_domain(const Quantity& quantity, double value, const Place& place, bool bare = false);
  std::optional<ShownUnit> word_list(const Value& words);
  const ShownUnit* word_list(const Dimension& dimension) const;
  void offer(std::size_t quantity, Rank rank, const Excerpt& text, Given given);
  void bind_offers(std::size_t quantity);
  void bind_equations(const Value& list);

  // claims.cpp
  void read_claims(const std::string& variant);
  void read_claim(const Value& table);
  bool stated_value(const Value& value, Claim& claim, const Dimension& dimension);
  bool stated_slot(const Slot& slot, const Excerpt& excerpt, Claim& claim, const Dimension& dimension);

  // question.cpp
  void read_question(const Question& question);
  void read_target(const Excerpt& text);
  void read_bracket(const Override& bracket);
  std::optional<std::pair<NodeId, NodeId>> bind_sides(const Relation& relation, const Excerpt& text,
                                                      bool counts = false);
  NodeId counted(const Expression& expression, NodeId node, NodeId other);

  void report(const Place& place, std::string problem, std::vector<std::string> notes = {}, std::string label = {});

  const Value& document_;
  const Elsewhere& elsewhere_;
  Diagnostics& diagnostics_;
  Scenario scenario_;
  std::vector<Draft> drafts_;
  std::deque<Value> tables_;                                               // rows read from files
  std::map<std::string, std::vector<std::string>> rows_of_;                // part -> its rows' parts
  std::map<std::size_t, const CatalogEntry*> fact_entries_;                // the entry a quantity's fact is from
  std::map<std::pair<std::string, std::string>, Place> attribute_places_;  // by part and key
  std::set<std::string> mistaken_;  // parts and quantities that were reported: what refers to them is not
};

}  // namespace costcurve
