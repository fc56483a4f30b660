namespace IrisFlow.Tests.Tables.Grouping;

public class QuickselectTests
{
    [Fact]
    public void The_nth_number_is_in_its_place_and_none_behind_it_is_less()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 500; round++)
        {
            var values = Enumerable.Range(0, 1 + random.Next(300)).Select(i => round % 3 == 0 ? i % 7 : round % 3 == 1 ? random.NextDouble() : -i).ToArray();
            var n = random.Next(values.Length);
            var sorted = values.Order().ToArray();

            Assert.Equal(sorted[n], Quickselect.Nth(values, n));
            Assert.True(values[(n + 1)..].All(v => v >= sorted[n]));
            Assert.Equal(sorted, values.Order());
        }
    }
}
