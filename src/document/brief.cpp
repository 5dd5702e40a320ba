#include <algorithm>

#include "document/document.h"

namespace costcurve {

namespace {

bool is_said_in_brief(const Piece& piece) {
  if (const auto* lead = std::get_if<Lead>(&piece)) return !lead->sentences.empty();
  return std::holds_alternative<Preface>(piece) || std::holds_alternative<Branch>(piece) ||
         std::holds_alternative<Section>(piece);
}

// What leads to what stands below is left alone here.
void end_sentences(Lead& lead) {
  for (Text& sentence : lead.sentences) sentence.end_with_stop();
}

std::vector<Piece> in_brief(std::vector<Piece> pieces) {
  const bool has_lead = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return is_said_in_brief(piece) && !std::holds_alternative<Preface>(piece);
  });
  std::vector<Piece> brief;
  bool has_first = false;
  for (Piece& piece : pieces) {
    const bool is_first = !has_lead && !has_first && !std::holds_alternative<Preface>(piece);
    if (!is_said_in_brief(piece) && !is_first) continue;
    has_first = has_first || is_first;
    if (auto* lead = std::get_if<Lead>(&piece)) end_sentences(*lead);
    if (auto* branch = std::get_if<Branch>(&piece)) branch->below.clear();
    if (auto* section = std::get_if<Section>(&piece)) section->pieces = in_brief(std::move(section->pieces));
    brief.push_back(std::move(piece));
  }
  return brief;
}

}  // namespace

Document in_brief(Document document) {
  document.pieces = in_brief(std::move(document.pieces));
  return document;
}

}  // namespace costcurve
