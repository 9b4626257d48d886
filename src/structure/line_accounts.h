// Files in which systems keep their accounts, a line each with colons between.
#pragma once

#include <memory>

namespace leaksift::structure {

class Parser;
class Sample;

/// A parser for the file that begins with the sample, or null if it is none. Nine of ten lines that
/// are no comments have the form of the first one:
///   passwd     passwd(5), also with the ten fields of BSD's master.passwd
///   shadow     shadow(5)
///   smbpasswd  smbpasswd(5) of Samba
///   pwdump     hashes of Windows, as pwdump and its successors write them
///   htpasswd   what Apache's htpasswd writes, with a hash that says its kind
///   htdigest   what its htdigest writes
///   pgpass     PostgreSQL's password file, with a port or '*' in each line
///
/// Each line is a record with a "login" and its hashes or password. A hash that locks an account or
/// stands elsewhere ('x', '*', '!') is no value. The names of persons and their telephones are
/// fields of accounts from 1000 on, which are those of persons (UID_MIN of login.defs(5)); what
/// others are called is a remark.
std::unique_ptr<Parser> sniff_accounts(const Sample& sample);

}  // namespace leaksift::structure
