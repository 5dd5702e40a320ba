#pragma once
// Sentences about options side by side, and the words that what is compared asks for. Internal to answer/.

#include "answer/compare.h"

namespace costcurve {

/// True of what differs by points.
bool is_share(const ComparedOptions& comparison);
/// True of money that is paid.
bool is_price(const ComparedOptions& comparison);
/// What an option comes to, with its range; marked where it is in doubt.
std::string amount_of(const ComparedOptions& comparison, const ComparedOption& option);
/// The least, and how far the others are from it.
std::string first_sentence(const ComparedOptions& comparison, std::size_t known);
/// The same where what is known does not decide which is the least.
std::string open_sentence(const ComparedOptions& comparison, const std::vector<const ComparedOption*>& rivals,
                          std::size_t known);
/// What comes to less and is in doubt; empty where nothing does.
std::string doubt_sentence(const ComparedOptions& comparison, std::size_t ranked, std::size_t known);

}  // namespace costcurve
