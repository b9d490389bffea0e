package dev.deskhand.slack.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says the same thing about the same word only once, and about no more words than a person reads.
 */
public final class LogOnce {

  private static final Logger log = LoggerFactory.getLogger(LogOnce.class);
  private static final int MOST = 100;
  private static final int LONGEST = 100;

  private final Set<String> said = ConcurrentHashMap.newKeySet();

  public void tell(String word, String sentence) {
    String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    if (said.size() < MOST && said.add(cut)) {
      log.warn(sentence, cut.replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
