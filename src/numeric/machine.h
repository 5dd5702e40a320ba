#pragma once
// The machine that numbers are worked out on. Its functions are defined twice: in machine/ for a computer with an
// operating system, in browser/ for one thread and no more memory than is given.

#include <cstddef>
#include <functional>

namespace costcurve {

/// How many threads run at once here; at least 1.
std::size_t threads_of_machine();

/// Does the work `count` times side by side, each with its number, 0 on this thread; returns when all is done. Throws
/// what one of them threw. Where no further threads are to be had, what they should do is done one after the other.
void on_threads(std::size_t count, const std::function<void(std::size_t)>& work);

/// A block of that many bytes, on the border of a cache line, in large pages where there are such; throws
/// std::bad_alloc. std::free ends it.
void* allocate_pages(std::size_t bytes);

}  // namespace costcurve
