using IrisFlow.Testing;

namespace IrisFlow.Activities.Tests;

public class AddDatePartsTests
{
    [Fact]
    public async Task Each_part_is_a_column()
    {
        var rows = Table.Of(("at", Column.Of(new DateTime(2024, 2, 29, 23, 59, 58, DateTimeKind.Utc), new DateTime(1969, 12, 31, 23, 0, 1, DateTimeKind.Utc))));
        var activity = new AddDateParts { Rows = rows, Column = "at", Parts = [DatePart.Quarter, DatePart.Month, DatePart.Day, DatePart.Hour, DatePart.Minute, DatePart.Second] };

        var parts = (await Alone.RunAsync(activity)).Output<Table>("rows");

        Assert.Equal([1, 2, 29, 23, 59, 58], parts.Schema.Skip(1).Select(f => parts.Column<int>(f.Name)[0]));
        Assert.Equal([4, 12, 31, 23, 0, 1], parts.Schema.Skip(1).Select(f => parts.Column<int>(f.Name)[1]));
        Assert.Equal(parts.Schema, new Schema(Alone.Describe(activity).Outputs["rows"].Fields));
    }
}
