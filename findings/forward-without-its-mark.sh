#!/usr/bin/env bash
# com.slack.api:slack-api-client:1.51.0 (with its slack-api-model), Java 25
#
# Expected: a message that somebody forwards can be told from one whose link somebody pasted: Slack
#           marks the first by "is_share" in the attachment that shows it, beside "is_msg_unfurl", which
#           both have.
# Seen:     the SDK's Attachment has no such field, and drops it in silence: both read the same, and
#           what the SDK writes again lacks it.
# The desk: takes an attachment with "is_msg_unfurl" for a forward where the text does not hold the link
#           that it shows.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>com.slack.api</groupId><artifactId>slack-api-client</artifactId>
<version>1.51.0</version></dependency></dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.google.gson.Gson;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.util.json.GsonFactory;

class Finding {
  public static void main(String[] args) {
    seen("forwarded", "", "\"is_share\":true,");
    seen("linked to", "<https://acme.example/archives/C1/p1>", "");
  }

  static void seen(String what, String text, String mark) {
    Gson gson = GsonFactory.createSnakeCase();
    MessageEvent event = gson.fromJson("""
        {"type":"message","channel":"D1","user":"U1","text":"%s","ts":"1.1","attachments":[{"id":1,
         "is_msg_unfurl":true,%s"author_name":"A","text":"words","channel_id":"C1","ts":"1.0",
         "from_url":"https://acme.example/archives/C1/p1"}]}""".formatted(text, mark), MessageEvent.class);
    System.out.println(what + ": unfurl " + event.getAttachments().getFirst().isMsgUnfurl()
        + ", mark kept " + gson.toJson(event).contains("is_share"));
  }
}
JAVA
"$JAVA" -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
forwarded: unfurl true, mark kept false
linked to: unfurl true, mark kept false
SEEN
