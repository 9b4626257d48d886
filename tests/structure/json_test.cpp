#include "structure/json.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

/// What is a record, and what a value is called.
const std::vector<CellCase>& json_documents() {
  static const std::vector<CellCase> kDocuments = {
      {"a document is a record",
       R"({"ssn":"123-45-6789","age":41})",
       {"/ssn=123-45-6789#1", "/age=41#1"}},
      {"an object within an object is none",
       R"({"customer":{"email":"a@example.com","name":{"last":"Ott"}}})",
       {"/customer/email=a@example.com#1", "/customer/name/last=Ott#1"}},
      {"elements of a top-level array",
       "[\n  {\"a\": 1},\n  {\"a\": -2.5e+3}\n]\n",
       {"/a=1#1", "/a=-2.5e+3#2"}},
      {"elements of a named array",
       R"({"n":2,"customers":[{"a":1},{"a":2}],"end":3})",
       {"/n=2#1", "/customers./a=1#1", "/customers./a=2#2", "/end=3#1"}},
      {"records within records count on over all of their table",
       R"({"c":[{"n":"x","o":[{"i":1},{"i":2}]},{"o":[{"i":3}],"n":"y"}]})",
       {"/c./n=x#1", "/c/*/o./i=1#1", "/c/*/o./i=2#2", "/c/*/o./i=3#3", "/c./n=y#2"}},
      {"scalars of an array belong to the record around it",
       R"({"phones":["1","2"],"m":[[3],[4,5]]})",
       {"/phones/0=1#1", "/phones/1=2#1", "/m/0/0=3#1", "/m/1/0=4#1", "/m/1/1=5#1"}},
      {"lines", "{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", {"/a=1#1", "/a=2#2", "/a=3#3"}},
      {"values without newlines", R"({"a":1}{"a":2} {"a":3})", {"/a=1#1", "/a=2#2", "/a=3#3"}},
      {"values over several lines", "{\n\"a\":1\n}\n{\n\"a\":2\n}\n", {"/a=1#1", "/a=2#2"}},
      {"JSONP", "callback({\"a\":1,\n\"b\":[{\"c\":\"x)\"}]});\n", {"/a=1#1", "/b./c=x)#1"}},
      {"JSONP behind a guard",
       "/**/ typeof cb === 'function' && cb([{\"a\":1}, {\"a\":2}]) ;",
       {"/a=1#1", "/a=2#2"}},
      {"lines of JSONP", "f.g({\"a\":1});\r\n$h({\"a\":2})\nn({\"a\":", {"/a=1#1", "/a=2#2"}},
      {"sequences of RFC 7464", "\x1e{\"a\":1}\n\x1e{\"a\":2}\n", {"/a=1#1", "/a=2#2"}},
      {"a byte order mark", "\xEF\xBB\xBF{\"a\":1}\n\xEF\xBB\xBF{\"a\":2}\n", {"/a=1#1", "/a=2#2"}},
      {"only strings and numbers are cells",
       R"({"a":null,"b":true,"c":false,"d":"","e":{},"f":[],"g":NaN,"h":-Infinity,"i":0})",
       {"/i=0#1"}},
      {"empty objects count", "{\"a\":[{},{\"b\":1}]}\n{}\n{\"a\":2}\n", {"/a./b=1#2", "/a=2#3"}},
      {"keys with escapes",
       R"({"a/b":1,"m~n":2,"q\"\\\/":3,"\u00e9\ud83d\ude00":4,"":5})",
       {"/a~1b=1#1", "/m~0n=2#1", "/q\"\\~1=3#1", "/\xC3\xA9\xF0\x9F\x98\x80=4#1", "/=5#1"}},
      {"values with escapes",
       R"({"a":"x\"y\\","b":"\u0041"})",
       {R"(/a=x\"y\\#1)", R"(/b=\u0041#1)"}},
      {"what is sloppy but clear",
       R"({"zip":01234,"a":[1,],"b":2,})",
       {"/zip=01234#1", "/a/0=1#1", "/b=2#1"}},
      {"members of a map of ids are records",
       R"({"users":{"-N1":{"a":1,"b":{"c":2}},"-N2":{"b":{"c":3},"a":4},"-N3":{"a":5},"-N4":{"a":6}}})",
       {"/users./a=1#1", "/users./b/c=2#1", "/users./b/c=3#2", "/users./a=4#2", "/users./a=5#3",
        "/users./a=6#4"}},
      {"labels name the values of an array of pairs, which are parts of the record around it",
       R"([{"n":1,"f":[{"name":"SSN","value":"2"},{"key":"a/b","label":"x","val":3,"type":"t"}]},)"
       R"({"f":[{"Name":"Born","Values":["4",5]},{"Name":"q","Value":{"s":"6"}}],"n":7}])",
       {"/n=1#1", "/f/SSN=2#1", "/f/a~1b=3#1", "/f/type=t#1", "/f/Born/0=4#2", "/f/Born/1=5#2",
        "/f/q/s=6#2", "/n=7#2"}},
      {"pairs on lines",
       "{\"f\":[{\"name\":\"SSN\",\"value\":1},{\"name\":\"x\",\"value\":2}]}\n"
       "{\"f\":[{\"name\":\"q\\u00e9\",\"value\":3}]}\n",
       {"/f/SSN=1#1", "/f/x=2#1", "/f/q\xC3\xA9=3#2"}},
      {"pairs in a map of ids",
       R"({"users":{"-N1":{"f":[{"name":"SSN","value":1},{"name":"b","value":2}]},)"
       R"("-N2":{"f":[]},"-N3":{"f":[]},"-N4":{"f":[{"name":"c","value":3}]}}})",
       {"/users./f/SSN=1#1", "/users./f/b=2#1", "/users./f/c=3#4"}},
      {"the nodes of a GraphQL connection",
       R"({"data":{"users":{"edges":[{"cursor":"c","node":{"name":"a","x":{"y":1}}},)"
       R"({"node":{"name":"b","orders":{"edges":[{"node":{"id":2}}]}},"cursor":"d"}]}}})",
       {"/data/users/edges./cursor=c#1", "/data/users/edges./name=a#1",
        "/data/users/edges./x/y=1#1", "/data/users/edges./name=b#2",
        "/data/users/edges/*/orders/edges./id=2#1", "/data/users/edges./cursor=d#2"}},
      {"a document of pairs is a record",
       R"([{"value":1,"name":"SSN"},{"name":"SSN","value":2}])",
       {"/value=1#1", "/SSN=2#1"}},
      {"names that are none of fields make no pairs",
       R"({"f":[{"name":"Ann Ott","value":"1"},{"name":"Bo Ray","value":"2"}]})",
       {"/f./name=Ann Ott#1", "/f./value=1#1", "/f./name=Bo Ray#2", "/f./value=2#2"}},
      {"nor do records that have a value among others",
       R"({"f":[{"name":"SSN","value":1},{"name":"SSN","cost":2},{"name":"SSN","cost":3}]})",
       {"/f./name=SSN#1", "/f./value=1#1", "/f./name=SSN#2", "/f./cost=2#2", "/f./name=SSN#3",
        "/f./cost=3#3"}},
      {"comments, bare names and single quotes, as in JSON5",
       "// a\n[ /* b\n * c **/ {name: 'O\"Neil', \"s\" /* d */ : // e\n 'it\\'s', $n_1 : 2, }, // "
       "f\n]\n/* g */",
       {"/name=O\"Neil#1", "/s=it\\'s#1", "/$n_1=2#1"}},
      {"what the shells of MongoDB print",
       "{ \"_id\" : ObjectId(\"65a1\"), \"at\" : ISODate(\"2024-01-02\"), \"n\" : NumberLong(7), i "
       ": Infinity, "
       "\"t\" : Timestamp(1, 2), \"e\" : ObjectId(), \"d\" : new Date('x'), \"s\" : [UUID(\"y\"), "
       "null] }\n"
       "{ \"n\" : NumberInt(8) }\n",
       {"/_id=65a1#1", "/at=2024-01-02#1", "/n=7#1", "/t=1#1", "/t=2#1", "/d=x#1", "/s/0=y#1",
        "/n=8#2"}},
      {"few members of a map in the plural",
       R"({"users":{"ann":{"n":1,"s":2},"bob":{"n":3,"s":4}},"status":{"a":{"n":5,"s":6},)"
       R"("b":{"n":7,"s":8}}})",
       {"/users./n=1#1", "/users./s=2#1", "/users./n=3#2", "/users./s=4#2", "/status/a/n=5#1",
        "/status/a/s=6#1", "/status/b/n=7#1", "/status/b/s=8#1"}},
      {"two rows by the names beside them",
       R"({"columns":["name","ssn"],"rows":[["Ann",1],["Bob",2]]})",
       {"/columns/0=name#1", "/columns/1=ssn#1", "/rows.name=Ann#1", "/rows.ssn=1#1",
        "/rows.name=Bob#2", "/rows.ssn=2#2"}},
      {"types of DynamoDB",
       R"({"Item":{"Name":{"S":"Ann"},"Home":{"M":{"Zip":{"N":"1"}}},"Tags":{"L":[{"S":"x"}]}}})"
       "\n"
       R"({"Item":{"Name":{"S":"Bob"}}})"
       "\n",
       {"/Name=Ann#1", "/Home/Zip=1#1", "/Tags/0=x#1", "/Name=Bob#2"}},
      {"a document that is a map",
       R"({"a@b.c":{"n":"x"},"d@e.f":{"n":"y"},"g@h.i":{"n":"z"},"j@k.l":{"n":"w","o":[{"p":1}]}})",
       {"/n=x#1", "/n=y#2", "/n=z#3", "/n=w#4", "/*/o./p=1#1"}},
      {"what is in one belongs to it, maps too",
       R"({"u1":{"o":{"1":{"i":1},"2":{"i":2},"3":{"i":3},"4":{"i":4}}},"u2":{"o":{"5":{"i":5}}},)"
       R"("u3":{"o":{"6":{"i":6}}},"u4":{"o":{"7":{"i":7}}}})",
       {"/o/1/i=1#1", "/o/2/i=2#1", "/o/3/i=3#1", "/o/4/i=4#1", "/o/5/i=5#2", "/o/6/i=6#3",
        "/o/7/i=7#4"}},
      {"a map of a person's is a part of what is known of the person",
       R"({"accounts":{"a1":{"n":1},"a2":{"n":2},"a3":{"n":3},"a4":{"n":4}},"name":"Ann Ott"})",
       {"/accounts/a1/n=1#1", "/accounts/a2/n=2#1", "/accounts/a3/n=3#1", "/accounts/a4/n=4#1",
        "/name=Ann Ott#1"}},
      {"that of an export is not",
       R"({"at":"2026-01-02","version":"1.2.3","u":{"a1":{"n":1},"a2":{"n":2},"a3":{"n":3},"a4":{"n":4}}})",
       {"/at=2026-01-02#1", "/version=1.2.3#1", "/u./n=1#1", "/u./n=2#2", "/u./n=3#3",
        "/u./n=4#4"}},
      {"rows of an array, by the names beside it",
       R"({"columns":["name","zip"],"data":[["x","1"],["y",null],["z","3"]],"n":3})",
       {"/columns/0=name#1", "/columns/1=zip#1", "/data.name=x#1", "/data.zip=1#1",
        "/data.name=y#2", "/data.name=z#3", "/data.zip=3#3", "/n=3#1"}},
      {"by those of objects beside it",
       R"({"cols":[{"name":"a","type":"x"},{"name":"b"}],"rows":[[1,2],[3,4],[5,6]]})",
       {"/cols./name=a#1", "/cols./type=x#1", "/cols./name=b#2", "/rows.a=1#1", "/rows.b=2#1",
        "/rows.a=3#2", "/rows.b=4#2", "/rows.a=5#3", "/rows.b=6#3"}},
      {"by its first row",
       R"([["id","who","zip"],[1,"x","10"],[2,"y","20"]])",
       {"id=id#1", "who=who#1", "zip=zip#1", "id=1#2", "who=x#2", "zip=10#2", "id=2#3", "who=y#3",
        "zip=20#3"}},
      {"but not by one that may be a row like others",
       R"([["Ann","Ott","Bern"],["Bo","Ek","Ulm"],["Cy","Un","Lyon"]])",
       {"/0=Ann#1", "/1=Ott#1", "/2=Bern#1", "/0=Bo#2", "/1=Ek#2", "/2=Ulm#2", "/0=Cy#3", "/1=Un#3",
        "/2=Lyon#3"}},
      {"or without names",
       R"([[1,"x","10"],[2,"y","20"],[3,"z","30"]])",
       {"/0=1#1", "/1=x#1", "/2=10#1", "/0=2#2", "/1=y#2", "/2=20#2", "/0=3#3", "/1=z#3",
        "/2=30#3"}},
      {"pairs within a record are no rows",
       R"([{"name":"x","ids":[["a","1","f"],["b","2","f"],["c","3","f"]]}])",
       {"/name=x#1", "/ids/0/0=a#1", "/ids/0/1=1#1", "/ids/0/2=f#1", "/ids/1/0=b#1", "/ids/1/1=2#1",
        "/ids/1/2=f#1", "/ids/2/0=c#1", "/ids/2/1=3#1", "/ids/2/2=f#1"}},
      {"objects under names are parts of one record",
       R"([{"name":"x","home":{"zip":"1"},"work":{"zip":"2"},"mail":{"zip":"3"},"old":{"zip":"4"}}])",
       {"/name=x#1", "/home/zip=1#1", "/work/zip=2#1", "/mail/zip=3#1", "/old/zip=4#1"}},
      {"so are those under numbers that all records have",
       R"([{"1":{"v":1},"2":{"v":2}},{"1":{"v":3},"2":{"v":4}},{"1":{"v":5},"2":{"v":6}}])",
       {"/1/v=1#1", "/2/v=2#1", "/1/v=3#2", "/2/v=4#2", "/1/v=5#3", "/2/v=6#3"}},
      {"long arrays have one name behind the first hundred",
       "{\"a\":[" +
           [] {
             std::string zeros;
             for (int i = 0; i < 100; ++i) zeros += "null,";
             return zeros;
           }() +
           "7,8]}",
       {"/a/*=7#1", "/a/*=8#1"}},
  };
  return kDocuments;
}

TEST(Json, GivesRecordsAndPointers) {
  for (const CellCase& document : json_documents()) {
    SCOPED_TRACE(document.behaviour);
    EXPECT_EQ(read_cells(document.text), document.cells);
    EXPECT_EQ(sniff(document.text).damage(), "");
  }
}

// What is remembered of the keys of a record must not be taken for those of another.
TEST(Json, TellsKeysApartThatReadAlike) {
  const std::vector<std::string> members = {R"("a/b":1)",          R"("a~1b":2)", R"("a":{"b":3})",
                                            R"("\u0061":{"b":4})", R"("a\\b":5)", R"("a\b":6)"};
  std::string text;
  for (int line = 0; line < 2; ++line) {
    for (const std::string& member : members) text += "{" + member + ",\"pad\":\"\"}\n";
  }
  text += std::string(100, ' ');
  const std::vector<std::string> names = {"/a~1b=1", "/a~01b=2", "/a/b=3",
                                          "/a/b=4",  "/a\\b=5",  "/a\b=6"};
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < 2 * names.size(); ++i) {
    cells.push_back(names.at(i % names.size()) + "#" + std::to_string(i + 1));
  }
  EXPECT_EQ(read_cells(text), cells);
}

TEST(Json, ReadsExportsOfDatabases) {
  const std::vector<CellCase> exports = {
      {"extended JSON: the wrapper is the value",
       R"({"_id":{"$oid":"5f1"},"n":{"$numberLong":"12"},"at":{"$date":{"$numberLong":"99"}},)"
       R"("old":{"$binary":"AA==","$type":"00"},"new":{"$binary":{"base64":"BB==","subType":"0"}}})",
       {"/_id=5f1#1", "/n=12#1", "/at=99#1", "/old=AA==#1", "/old/$type=00#1", "/new/base64=BB==#1",
        "/new/subType=0#1"}},
      {"in an array too, where an object would be a record",
       R"({"ids":[{"$oid":"a"},{"$oid":"b"}],"refs":[{"$ref":"c","$id":1}]})",
       {"/ids/0=a#1", "/ids/1=b#1", "/refs./$ref=c#1", "/refs./$id=1#1"}},
      {"a dump of Elasticsearch",
       "{\"_index\":\"p\",\"_id\":\"1\",\"_source\":{\"ssn\":\"x\"}}\n"
       "{\"_index\":\"p\",\"_id\":\"2\",\"_source\":{\"ssn\":\"y\"}}\n",
       {"/_index=p#1", "/_id=1#1", "/_source/ssn=x#1", "/_index=p#2", "/_id=2#2",
        "/_source/ssn=y#2"}},
      {"its bulk format",
       "{\"index\":{}}\n{\"a\":1}\n{\"index\":{\"_id\":7}}\n{\"a\":2}\n",
       {"/a=1#2", "/index/_id=7#3", "/a=2#4"}},
  };
  expect_cells(exports);
}

TEST(Json, MarksOnlyValuesThatHoldEscapes) {
  const std::string text = R"({"a":"plain","b":"x\ny","c\n":"plain","d":1})";
  core::RecordIndex index;
  sniff(text).index(text, index);
  std::vector<bool> escaped;
  for (const core::Cell& cell : index.cells) {
    escaped.push_back(cell.encoding == core::Encoding::kJson);
  }
  EXPECT_EQ(escaped, (std::vector<bool>{false, true, false, false}));
}

TEST(Json, GivesTheExtentOfRecords) {
  const std::string text = R"( {"a":[{"b":1} ,{}],"c":["x"]} )";
  core::RecordIndex index;
  sniff(text).index(text, index);
  std::vector<std::string> shown;
  for (const core::Record& record : index.records) {
    shown.push_back(text.substr(record.begin, record.end - record.begin) + "#" +
                    std::to_string(record.number) + (record.closed ? "" : " open"));
  }
  EXPECT_EQ(shown, (std::vector<std::string>{R"({"a":[{"b":1} ,{}],"c":["x"]}#1)", R"({"b":1}#1)",
                                             "{}#2"}));
}

TEST(Json, OpensRecordsAgainInALaterWindow) {
  const std::string text = R"({"n":1,"a":[{"b":12},{"b":34}]})";
  const std::size_t cut = text.find("34") + 1;
  Cursor cursor = sniff(text);
  cursor.advance(std::string_view(text).substr(0, cut));
  core::RecordIndex index;
  cursor.index(std::string_view(text).substr(cut), index);
  ASSERT_EQ(index.records.size(), 2U);
  EXPECT_EQ(index.records[0].begin, -static_cast<std::int64_t>(cut));
  EXPECT_EQ(index.records[1].begin, -6);
  EXPECT_EQ(index.records[1].number, 2U);
  EXPECT_EQ(show(index, std::string_view(text).substr(cut)), std::vector<std::string>{"/a./b=4#2"});
}

// A broken line spoils itself only.
TEST(Json, ResumesAtTheNextLine) {
  struct Case {
    std::string_view behaviour;
    std::string broken;
    std::vector<std::string> cells;
  };
  const std::vector<Case> cases = {
      {"a string that is not closed", R"({"b":"open)", {"/b=open#10001"}},
      {"a key that is not closed", R"({"b)", {}},
      {"an object that is cut", R"({"b":{"c":[1,)", {"/b/c/0=1#10001"}},
      {"after a backslash", R"({"b":"x\)", {"/b=x\\#10001"}},
      {"words", "Traceback (most recent call last):", {}},
      {"a timestamp", "2024-01-01 {\"b\":1}", {"=2024#10001"}},
      {"a bracket too many", R"({"b":1}})", {"/b=1#10001"}},
      {"the wrong bracket", R"({"b":[1}])", {"/b/0=1#10001"}},
      {"a key without a value", R"({"b",1})", {}},
      {"a bare word", R"({"b":truth,"c":2})", {}},
      {"bytes of a binary", std::string("{\0\xff", 3), {}},
      {"too deep, and cut", std::string(300, '['), {}},
  };
  std::string good;
  for (int i = 0; i < 10'000; ++i) good += "{\"a\":1}\n";
  for (const Case& test : cases) {
    SCOPED_TRACE(test.behaviour);
    const std::string text = good + test.broken + "\n{\"a\":\"next\"}\n{\"a\":4}\n";
    const std::vector<std::string> cells = read_cells(text);
    std::vector<std::string> found;
    for (const std::string& cell : cells) {
      if (cell.find("/a=") != 0) found.push_back(cell);
    }
    EXPECT_EQ(found, test.cells);
    ASSERT_GE(cells.size(), 2U);
    EXPECT_EQ(cells[cells.size() - 2].substr(0, 8), "/a=next#");
    Cursor cursor = sniff(text);
    cursor.advance(text);
    const std::string damage = cursor.damage();
    EXPECT_EQ(damage.substr(0, 20), "JSON broken at byte ");
    EXPECT_EQ(damage.find("Trace"), std::string::npos);
  }
}

TEST(Json, SaysWhereTheFirstDamageIs) {
  const std::string text = "{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n{\"a\":x}\n";
  Cursor cursor = sniff(text);
  EXPECT_EQ(cursor.damage(), "");
  cursor.advance(text + text + "{]\n");
  EXPECT_EQ(cursor.damage(), "JSON broken at byte 37");
}

TEST(Json, IsTextBehindTheDamageOfADocument) {
  std::string text = "[";
  for (int i = 0; i < 9; ++i) text += "{\"a\":\n" + std::to_string(i) + "},\n";
  const std::vector<std::string> before = read_cells(text);
  EXPECT_EQ(before.size(), 9U);
  EXPECT_EQ(read_cells(text + "oops {\"a\":9}\n{\"a\":10}]"), before);
}

TEST(Json, ResumesAtTheNextRecordSeparator) {
  const std::string value = "\x1e{\n\"a\":1,\"b\":2,\"c\":3}\n";
  EXPECT_EQ(read_cells(value + value + value + "\x1e{\"a\":\n\x1e{\"d\":4}").back(), "/d=4#5");
}

TEST(Json, CountsBracketsBelowItsDepth) {
  const std::string deep(1000, '[');
  const std::string closing(1000, ']');
  EXPECT_EQ(read_cells("{\"a\":1,\"b\":" + deep + "{\"x\":\"]\\\"\"}" + closing + ",\"c\":2}"),
            (std::vector<std::string>{"/a=1#1", "/c=2#1"}));
}

TEST(Json, BoundsNamesAndTables) {
  std::string text = "{\"" + std::string(1000, 'k') + "\":1,\"" + std::string(254, 'k') +
                     "\xC3\xA9\":2}\n{\"c\":{";
  for (int i = 0; i < 2000; ++i) {
    text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":[{\"a\":1}]";
  }
  text += "}}";
  core::RecordIndex index;
  sniff(text).index(text, index);
  EXPECT_EQ(index.columns[0].name, "/" + std::string(255, 'k'));
  EXPECT_EQ(index.columns[1].name, "/" + std::string(254, 'k'));
  EXPECT_LE(index.tables.size(), 1024U);
  EXPECT_EQ(index.columns.back().table, "*");
  EXPECT_GT(index.records.back().number, 900U);
}

TEST(Json, IsTakenForWhatItIs) {
  for (const std::string_view text :
       {"  {\"a\":1}\n{\"b\":2}\n", "{\"a\":1},\n{\"a\":2},\n",
        "{\"time\":\"2024-01-01T00:00:00Z\",\"level\":\"info\",\"msg\":\"x, y\"}\n"
        "{\"time\":\"2024-01-01T00:00:00Z\",\"level\":\"info\",\"msg\":\"x, y\"}\n"}) {
    EXPECT_EQ(sniff(text).format(), "ndjson") << text;
  }
  for (const std::string_view text :
       {"{\"a\":1}", "[{\"a\":1},{\"a\":2}]", "{\n\"a\":1}", "[{\"a\":1},{\"a\":2}]\n[{\"a\":\n3}]",
        "[\n{\"a\":1}\n,{\"b\":2}\n]", "{\"a\":1}\n{\n\"b\":2}\n"}) {
    EXPECT_EQ(sniff(text).format(), "json") << text;
  }
}

TEST(Json, LeavesOtherTextsAlone) {
  for (const std::string_view text : {"",
                                      "show({\"a\":1}, function (b) {\n  return b;\n});\n",
                                      "Names({\"a\"}) are sets.\n",
                                      "{",
                                      "[",
                                      "{}",
                                      "[]",
                                      "[1,2,3]",
                                      "\"a\"",
                                      "{\"a\"",
                                      "{\"a\":",
                                      "[section]\nkey=value\n[other]\nkey = {\"a\":1}\n",
                                      "[1]\nkey=value\n",
                                      "{ color: red; }\n.css { margin: 0 }\n",
                                      "{\"use strict\";\nvar x = {\"a\":1};\n}\n",
                                      "const x = {\"a\":1};\n",
                                      "var data = [{\"a\":1}]\n",
                                      "{{ title }}\n{% for x in y %}{\"a\":{{x}}}\n",
                                      "{\"a\": {{ value }}, \"b\": 1}\n",
                                      "2024-01-01 INFO {\"a\":1}\n2024-01-01 INFO {\"a\":2}\n",
                                      "[2024-01-01] {\"a\":1}\n[2024-01-01] {\"a\":2}\n",
                                      "[12] {\"a\":1}\n[13] {\"a\":2}\n",
                                      "data: {\"a\":1}\n\ndata: {\"a\":2}\n",
                                      "{\\rtf1\\ansi {\\fonttbl}}\n",
                                      "a,b\n{\"a\":1},{\"b\":2}\n"}) {
    EXPECT_NE(sniff(text).format().substr(0, 4), "json") << text;
    EXPECT_NE(sniff(text).format(), "ndjson") << text;
  }
}

// The first 64 KiB do not tell whether it is a document or a line.
TEST(Json, DecidesAfterALongFirstValue) {
  const std::string head = "{\"a\":\"" + std::string(100'000, 'x') + "\"";
  const std::string line = head + "}\n{\"cut\":\n{\"b\":1}\n";
  EXPECT_EQ(read_cells(line).back(), "/b=1#3");
  const std::string document = head + ",\n\"b\":1,\n\"c\":2}\n{\"d\":\n3}";
  Cursor cursor = sniff(document);
  cursor.advance(document);
  EXPECT_EQ(cursor.damage(), "");
  EXPECT_EQ(read_cells(document).back(), "/d=3#2");
  const std::string array = "[" + head + "}\n,{\"b\":1}\n,{\"c\":2}\n]\n";
  EXPECT_EQ(read_cells(array).back(), "/c=2#3");
}

TEST(Json, IsSniffedInItsFirstBytesOnly) {
  std::string text = "{\"a\":\"" + std::string(100'000, 'x') + "\",\"b\":1}\n{\"b\":2}\n";
  const std::vector<std::string> cells = read_cells(text);
  ASSERT_EQ(cells.size(), 3U);
  EXPECT_EQ(cells[2], "/b=2#2");
}

TEST(Json, SaysWhereADocumentIsCutOff) {
  for (const std::string text :
       {R"({"a":1,"b":{"c":"x)", R"([{"a":1},{"b":)", "{\"a\":1}\n{\"a\":"}) {
    Cursor cursor = sniff(text);
    cursor.advance(text);
    EXPECT_EQ(cursor.damage(), "JSON cut off at byte " + std::to_string(text.size())) << text;
  }
}

}  // namespace
}  // namespace leaksift::structure
