#include "detect/hyperscan.h"

#include <hs/hs.h>

#include <cstdlib>
#include <new>

namespace leaksift::detect {
namespace {

struct FreeDatabase {
  void operator()(hs_database* database) const { hs_free_database(database); }
};
struct FreeCompileError {
  void operator()(hs_compile_error_t* error) const { hs_free_compile_error(error); }
};

struct Collector {
  std::uint32_t base;
  std::vector<HyperscanHit>& hits;
};

// Only appends: see ARCHITECTURE.md. Exceptions must not cross Hyperscan's frames, so running out
// of memory ends the program.
int collect(unsigned id, unsigned long long, unsigned long long end, unsigned,
            void* context) noexcept {
  const Collector& collector = *static_cast<Collector*>(context);
  collector.hits.push_back({id, collector.base + static_cast<std::uint32_t>(end)});
  return 0;
}

}  // namespace

base::Result<HyperscanDatabase> HyperscanDatabase::compile(
    const std::vector<HyperscanExpression>& expressions, CompileError* where) {
  HyperscanDatabase result;
  if (expressions.empty()) return result;
  std::vector<const char*> texts;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  for (const HyperscanExpression& expression : expressions) {
    texts.push_back(expression.expression.c_str());
    flags.push_back(expression.caseless ? HS_FLAG_CASELESS : 0U);
    ids.push_back(expression.id);
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const hs_error_t status =
      hs_compile_multi(texts.data(), flags.data(), ids.data(), static_cast<unsigned>(texts.size()),
                       HS_MODE_BLOCK, nullptr, &database, &raw_error);
  const std::unique_ptr<hs_compile_error_t, FreeCompileError> error(raw_error);
  if (status != HS_SUCCESS) {
    const std::string message = error ? error->message : "unknown error";
    if (where) *where = {error ? error->expression : -1, message};
    return base::Error{"Hyperscan: " + message};
  }
  result.database_.reset(database, FreeDatabase());
  return result;
}

std::string HyperscanDatabase::serialize() const {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (!database_ || hs_serialize_database(database_.get(), &bytes, &size) != HS_SUCCESS) return {};
  std::string result(bytes, size);
  free(bytes);  // NOLINT(cppcoreguidelines-no-malloc): Hyperscan allocates with malloc.
  return result;
}

base::Result<HyperscanDatabase> HyperscanDatabase::deserialize(std::string_view bytes) {
  HyperscanDatabase result;
  if (bytes.empty()) return result;
  hs_database_t* database = nullptr;
  if (hs_deserialize_database(bytes.data(), bytes.size(), &database) != HS_SUCCESS) {
    return base::Error{"the stored Hyperscan database does not fit this version or CPU"};
  }
  result.database_.reset(database, FreeDatabase());
  return result;
}

void HyperscanScratch::Free::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

void HyperscanScratch::grow_for(const HyperscanDatabase& database) {
  if (!database.get()) return;
  hs_scratch_t* scratch = scratch_.release();
  const hs_error_t status = hs_alloc_scratch(database.get(), &scratch);
  scratch_.reset(scratch);
  if (status != HS_SUCCESS) throw std::bad_alloc();
}

void scan(const HyperscanDatabase& database, const HyperscanScratch& scratch, std::string_view text,
          std::uint32_t base, std::vector<HyperscanHit>& hits) {
  if (!database.get() || text.empty()) return;
  Collector collector{base, hits};
  hs_scan(database.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch.get(),
          collect, &collector);
}

std::string hyperscan_identity() {
  std::string identity = hs_version();
  hs_platform_info_t platform{};
  if (hs_populate_platform(&platform) == HS_SUCCESS) {
    identity += " tune " + std::to_string(platform.tune) + " features " +
                std::to_string(platform.cpu_features);
  }
  return identity;
}

}  // namespace leaksift::detect
