// SHA-256 from the system: OpenSSL's library on Linux.
#pragma once
#include <openssl/evp.h>
