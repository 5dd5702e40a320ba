#pragma once
// What tests share: scenarios in strings, the program run in this process, files of expected output.

#include <memory>
#include <string>
#include <vector>

#include "answer/check_words.h"
#include "answer/checked.h"
#include "audit/audit.h"
#include "command/command.h"
#include "machine/disk.h"
#include "machine/location.h"

namespace costcurve::testing {

/// The folder of the sources: tests/, scenarios/ and configs/ stand in it.
std::string source_folder();

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);
/// The files of a folder that end so, sorted.
std::vector<std::string> files_in(const std::string& folder, const std::string& ending);
/// The folders in a folder, sorted.
std::vector<std::string> folders_in(const std::string& folder);
/// The lines of a text, without newlines.
std::vector<std::string> lines_of(const std::string& text);
/// Text with control characters made visible, line by line.
std::string made_visible_lines(const std::string& text);
/// True when expected outputs are to be rewritten (./test -u).
bool updating();

/// A scenario in a string, bound and audited. Throws std::runtime_error with the rendered mistakes if there are any.
std::unique_ptr<AuditedVariant> audited(const std::string& text, const std::string& variant = "");
/// The rendered mistakes of a scenario in a string; empty if there are none.
std::string mistakes_in(const std::string& text);
/// A quantity's value in base units; NaN if it is not determined.
double value(const AuditedVariant& audited, const std::string& quantity);
/// The same in the unit that it is shown in.
double shown_value(const AuditedVariant& audited, const std::string& quantity);
/// The verdict of the claim number `index`.
std::string verdict(const AuditedVariant& audited, std::size_t index = 0);
/// What was found of the scenario, which is let go.
CheckedCases found_in(std::unique_ptr<AuditedVariant> audited, const Wanted& wanted = {});
/// What is said to be behind its first claim, which fails.
std::vector<std::string> causes_in(const std::string& text);

/// The files below the folder of the sources.
const Disk& source_disk();
/// A library of these files, its catalog open.
Library& library();
/// The units of the catalog.
const Units& catalog_units();

/// Keeps files in memory. Its catalog is data/catalog, and its day 2026-11-28.
class MemoryStore final : public Store {
 public:
  explicit MemoryStore(MemoryFiles& files) : files_(files) {}
  std::string own_catalog() const override { return "data/catalog"; }
  std::string today() const override { return "2026-11-28"; }
  std::string change(const std::string& folder, const std::function<std::vector<KeptFile>()>& files) override;

 private:
  MemoryFiles& files_;
};

/// Runs a command line such as `costcurve check 'a b.toml'` on these files.
Outcome run_line(const std::string& line, const Files& files);
/// The same where what is imported is kept among these files.
Outcome run_line(const std::string& line, MemoryFiles& files);
/// The same in a folder of the disk, on which nothing is written.
Outcome run_line(const std::string& line, const std::string& folder);

/// A fresh folder that goes when the object does.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string path;
};

}  // namespace costcurve::testing
