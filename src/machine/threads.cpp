#include <algorithm>
#include <thread>
#include <vector>

#include "numeric/machine.h"

namespace costcurve {

std::size_t threads_of_machine() { return std::max(1U, std::thread::hardware_concurrency()); }

void on_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < count; ++thread) others.emplace_back([&work, thread] { work(thread); });
  work(0);
}

}  // namespace costcurve
