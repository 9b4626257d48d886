// The columns of a table, from the statement that makes it.
#pragma once

#include <string>
#include <string_view>

namespace leaksift::content {

/// `definition` as PostgreSQL writes it ("CREATE TABLE public.people (…);"), reduced to the names
/// of the table and its columns, as they stand there, so that none of the values in it (defaults,
/// what checks compare with) is repeated. Empty if it is no such statement, or names no column.
std::string column_names(std::string_view definition);

}  // namespace leaksift::content
