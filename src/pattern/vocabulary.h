// Vocabulary: reads the names that people give to fields.
#pragma once

#include "pattern/glued_words.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leaksift::pattern {

/// The words of field names, from patterns/vocabulary.toml. Constant after loading.
struct Vocabulary {
  /// "nbr" -> "number", "acct" -> "account": applied to whole words.
  std::unordered_map<std::string, std::string> abbreviations;
  /// Phrases that name a number which identifies no person: "order id", "sku", "created at".
  std::vector<std::string> other_numbers;
  /// Phrases that name a number by which a person is known: "employee id".
  std::vector<std::string> person_numbers;
  /// Such phrases that must end the name: "date created", not "created by ssn".
  std::vector<std::string> ending_other_numbers;
  /// Words of steps that say only that a value stands there: "value", "text".
  std::vector<std::string> carriers;
  /// Words of names of tables that say in what shape rows came, not of what they are: "report".
  std::vector<std::string> shapes_of_tables;
  /// What fields are called that say of which kind the number beside them is ("id type"), and those
  /// of such numbers ("id number"): whole names, but for their last step.
  std::vector<std::string> designations, designated;
  /// What codes mean that stand in the former, as they are written: "SS", "2.16.840.1.113883.4.1".
  std::unordered_map<std::string, std::string> designation_codes;
  /// Words of whom a value is ("employee"), and others of whose or where it is ("home").
  std::vector<std::string> persons, owners;
  /// Words of two letters that names written in one word may hold.
  std::vector<std::string> short_words;
  /// All words of these and of the phrases of patterns and records.
  GluedWords glued;
};

/// The words of a field name: split at case changes, digits and anything but letters and digits,
/// lower-cased, abbreviations expanded. "cust_AcctNbr2" -> {customer, account, number, 2}. A '#'
/// behind a word is the word "number". Words written in one are cut: "EMPLOYEESSN".
std::vector<std::string> words_of(std::string_view name, const Vocabulary& vocabulary);

}  // namespace leaksift::pattern
