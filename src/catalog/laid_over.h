#pragma once
// An entry of the user's own and the one of the same name that comes with the program, as one.

#include "catalog/entry.h"
#include "catalog/kinds.h"

namespace costcurve {

/// True for kinds whose entries are laid over each other: APIs, clouds, grids and llms. Of the others the first is
/// taken as a whole.
bool is_laid_over(const CatalogKind& kind);

/// The upper entry, with what the lower one says and it does not. Prices of an API hold from the upper's first day on,
/// and before that the lower's; rents of a cloud are all there; yearly values of a grid are the upper's where it has
/// them. The shape of an llm is one whole.
CatalogEntry laid_over(CatalogEntry upper, const CatalogEntry& lower);

}  // namespace costcurve
