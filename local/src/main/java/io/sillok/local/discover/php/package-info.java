/** PHP and PHP-FPM: pools, php.ini, and the logs that they name. */
package io.sillok.local.discover.php;
