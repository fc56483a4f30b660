using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class CleanTextTests
{
    [Fact]
    public async Task Texts_are_cleaned_where_they_stand()
    {
        var rows = Table.Of(("city", Column.Of(" ŁÓDŹ", "n/a ", null)), ("x", Column.Of(1, 2, 3)));
        var activity = new CleanText
        {
            Rows = rows,
            Columns = ["city"],
            Trim = true,
            Case = TextCase.Lower,
            Replace = new Dictionary<string, string> { ["n/a"] = "" },
            EmptyIsNull = true,
            Length = true,
        };

        var cleaned = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal(["łódź", null, null], cleaned.Values("city"));
        Assert.Equal([4, null, null], cleaned.Values("city_length"));
        Assert.Equal(cleaned.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }
}
