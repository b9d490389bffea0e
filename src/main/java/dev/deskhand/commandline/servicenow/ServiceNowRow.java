package dev.deskhand.commandline.servicenow;

/**
 * One row of an exported log.
 *
 * @param line where it begins in the file, from 1
 * @param formerId by which the desk knew it before its ids became those of what it says
 */
record ServiceNowRow(String number, long line, String formerId, ServiceNowFields fields) {}
