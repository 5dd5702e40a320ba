#pragma once
// What is worked out when it is asked for: an answer in the format that is wanted, and in no other.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace costcurve {

/// A function of nothing that is shared where it is copied. std::function copies what it holds, and a page has to carry
/// how, for each of some sixty kinds.
template <class Result>
class Later {
 public:
  Later(std::nullptr_t = nullptr) {}
  template <class Work>
  requires std::is_invocable_r_v<Result, const Work&> Later(Work work)
      : kept_(static_cast<const Kept*>(new Held<Work>(std::move(work)))) {}

  explicit operator bool() const { return kept_ != nullptr; }
  Result operator()() const { return kept_->result(); }

 private:
  struct Kept {
    Kept() = default;
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    virtual ~Kept() = default;
    virtual Result result() const = 0;
  };
  template <class Work>
  struct Held final : Kept {
    explicit Held(Work held) : work(std::move(held)) {}
    Result result() const override { return work(); }
    Work work;
  };

  std::shared_ptr<const Kept> kept_;
};

}  // namespace costcurve
