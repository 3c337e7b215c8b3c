/** nginx's configs, read as nginx reads them, and the logs that they name. */
package io.sillok.local.discover.nginx;
