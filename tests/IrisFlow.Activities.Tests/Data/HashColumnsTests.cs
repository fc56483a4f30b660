using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class HashColumnsTests
{
    [Fact]
    public async Task Buckets_are_the_same_on_every_machine()
    {
        var activity = new HashColumns { Rows = Table.Of(("word", Column.Of("a", "abc", null))), Columns = ["word"], Buckets = 1000 };

        var rows = (await Alone.RunAsync(activity)).Output<Table>("rows");

        // XXH64: 0xD24EC4F1A98C6E5B and 0x44BC2CF5AD770999, modulo 1000.
        Assert.Equal([(int)(0xD24EC4F1A98C6E5B % 1000), (int)(0x44BC2CF5AD770999 % 1000), null], rows.Values("word_bucket"));
        Assert.Equal(rows.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }
}
