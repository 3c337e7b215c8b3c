/** The web page: its files and its JSON API, on loopback. */
package io.sillok.search.web;
