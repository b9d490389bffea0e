package dev.deskhand.slack.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.Attachment;
import com.slack.api.model.Field;
import com.slack.api.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedMessagesTest {

  @Test
  void whatOtherAppsPutIntoAttachmentsAreTheirWords() {
    Message message = new Message();
    assertThat(QuotedMessages.attached(message)).isEmpty();

    message.setAttachments(
        List.of(
            Attachment.builder()
                .fallback("disk full")
                .title("Disk full")
                .text(" ")
                .fields(
                    List.of(
                        Field.builder().title("Host").value("db-7").build(),
                        Field.builder().title("").value("98 %").build(),
                        Field.builder().build()))
                .build(),
            Attachment.builder().fallback("and db-8").build(),
            Attachment.builder().build()));

    assertThat(QuotedMessages.attached(message)).isEqualTo("Disk full\nHost: db-7\n98 %\nand db-8");
  }
}
