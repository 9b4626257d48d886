// Forms as browsers send them with files: multipart/form-data, as proxies and crash reports keep
// it.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for a text that holds the parts of a form (RFC 7578), or null if the sample has not two
/// or more of their headers, and one at least for twenty lines:
///   ------WebKitFormBoundary7MA4YWxk
///   Content-Disposition: form-data; name="applicant[ssn]"
///
///   536-90-4399
///   ------WebKitFormBoundary7MA4YWxk--
/// The lines behind the headers of a part are its value, up to a line that begins with "--", each a
/// cell; what has the name of a file is one, and no value. A record is a form: from its first part
/// on, up to the boundary that ends with "--" or the next request. All else is text.
std::unique_ptr<Parser> sniff_form_data(const Sample& sample);

}  // namespace leaksift::structure
