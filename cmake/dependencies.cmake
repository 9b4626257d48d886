# Every dependency is a Debian package; the README names each with its reason.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(cereal REQUIRED)  # Headers alone: src/base/snapshot.h
find_package(tomlplusplus REQUIRED)
pkg_check_modules(HS REQUIRED IMPORTED_TARGET libhs)  # Hyperscan or Vectorscan
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(HWY REQUIRED libhwy)  # Its headers alone: see src/base/highway_targets.cpp
pkg_check_modules(XXHASH REQUIRED libxxhash)  # Its headers alone: src/base/quick_hash.h
pkg_check_modules(BSON REQUIRED IMPORTED_TARGET libbson-1.0)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(LibLZMA REQUIRED)
