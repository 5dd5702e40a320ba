#pragma once
// A store on the disk.

#include "text/store.h"

namespace costcurve {

class DiskStore final : public Store {
 public:
  std::string own_catalog() const override;
  std::string own_state() const override;
  std::string today() const override;
  /// The folder is locked while it is changed, so that two imports wait for each other. A single file is replaced by
  /// renaming; of several a copy of their folder is made beside it, with links to what stays, and the two are
  /// exchanged.
  std::string change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) override;
};

}  // namespace costcurve
