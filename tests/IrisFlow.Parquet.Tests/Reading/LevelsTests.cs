using IrisFlow.Parquet.Metadata;

namespace IrisFlow.Parquet.Tests.Reading;

public sealed class LevelsTests : IDisposable
{
    private readonly Files _files = new();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_page_without_room_for_the_length_of_its_levels_is_damaged(int bytes)
    {
        // What stands behind the page must not be taken for it.
        var path = _files.Write(MadeFile.Of(
            [MadeFile.Root(2), MadeFile.Leaf("a", PhysicalType.Int32, Repetition.Optional), MadeFile.Leaf("b", PhysicalType.Int32)],
            1,
            new MadeFile.Page(new byte[bytes]) { Behind = [.. Enumerable.Repeat((byte)0x7F, 100)] },
            new MadeFile.Page([1, 0, 0, 0])));

        var finding = Assert.Throws<IrisFlowException>(() => new ParquetFormat().Read(path)).Findings[0];
        Assert.Equal(("IF312", "a"), (finding.Rule, finding.Column));
    }

    public void Dispose() => _files.Dispose();
}
