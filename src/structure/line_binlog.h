// Binary logs of MySQL and MariaDB as mysqlbinlog --verbose prints them.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for what mysqlbinlog -v prints of rows, or null if the sample has none: lines
/// "### INSERT INTO `db`.`table`" (or UPDATE, DELETE FROM), and three or more "###   @1='value'".
///
/// A record is a row that was inserted, changed or deleted, of its table; of one that was changed,
/// what it was before is a part. The log has no names of columns, so they are called column_1 and
/// so on. Texts have their escapes as in SQL.
std::unique_ptr<Parser> sniff_binlog(const Sample& sample);

}  // namespace leaksift::structure
