// What changed since an earlier answer, for programs: the member "since" of an answer.

#include "answer/since.h"
#include "document/data.h"

namespace costcurve {

namespace {

Data earlier_value(const EarlierValue& value) {
  if (!value.text.empty()) return value.text;
  return value.number ? Data(*value.number) : Data();
}

Data change_of(const Change& change) {
  Data row = Data::members();
  if (change.is_new) {
    row.add("new", true);
    return row;
  }
  if (!change.earlier_verdict.empty()) row.add("verdict", change.earlier_verdict);
  row.add("was", earlier_value(change.earlier));
  row.add("unit", change.earlier.unit);
  row.add("words", change.was);
  return row;
}

}  // namespace

Data since_member(const Changes& changes) {
  Data since = Data::members();
  since.add("file", changes.file);
  since.add("answer", changes_sentence(changes));
  Data quantities = Data::members(), claims = Data::list();
  for (const auto& [name, change] : changes.quantities) quantities.add(name, change_of(change));
  for (const Change& change : changes.gone_quantities) {
    Data gone = change_of(change);
    gone.add("gone", true);
    quantities.add(change.name, std::move(gone));
  }
  for (const auto& [place, change] : changes.claims) {
    Data row = Data::members({{"says", change.name}});
    row.add_all(change_of(change));
    claims.push(std::move(row));
  }
  for (const Change& change : changes.gone_claims) {
    Data row = Data::members({{"says", change.name}});
    row.add_all(change_of(change));
    row.add("gone", true);
    claims.push(std::move(row));
  }
  since.add("quantities", std::move(quantities));
  since.add("claims", std::move(claims));
  return since;
}

}  // namespace costcurve
