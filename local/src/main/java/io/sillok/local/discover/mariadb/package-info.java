/** MariaDB's and MySQL's option files, and the slow query log. */
package io.sillok.local.discover.mariadb;
