//! Two everyday words that both screens of a hand-off show, so that a person can tell that their own phone is connected.

/// 64 words, alike in neither sound nor sight.
static WORDS: [(&str, &str); 64] = [
    ("苹果", "apple"),
    ("大海", "ocean"),
    ("月亮", "moon"),
    ("火车", "train"),
    ("茶杯", "teacup"),
    ("竹子", "bamboo"),
    ("雨伞", "umbrella"),
    ("石头", "stone"),
    ("白云", "cloud"),
    ("蝴蝶", "butterfly"),
    ("面包", "bread"),
    ("钟楼", "tower"),
    ("橘子", "orange"),
    ("河流", "river"),
    ("星星", "star"),
    ("汽车", "car"),
    ("盘子", "plate"),
    ("松树", "pine"),
    ("手套", "glove"),
    ("沙滩", "beach"),
    ("闪电", "lightning"),
    ("熊猫", "panda"),
    ("米饭", "rice"),
    ("桥梁", "bridge"),
    ("葡萄", "grape"),
    ("湖泊", "lake"),
    ("太阳", "sun"),
    ("飞机", "plane"),
    ("勺子", "spoon"),
    ("荷花", "lotus"),
    ("帽子", "hat"),
    ("山峰", "mountain"),
    ("雪花", "snow"),
    ("海豚", "dolphin"),
    ("饺子", "dumpling"),
    ("灯塔", "beacon"),
    ("西瓜", "melon"),
    ("瀑布", "waterfall"),
    ("彩虹", "rainbow"),
    ("轮船", "ship"),
    ("筷子", "chopstick"),
    ("枫叶", "maple"),
    ("围巾", "scarf"),
    ("草原", "prairie"),
    ("微风", "breeze"),
    ("兔子", "rabbit"),
    ("豆腐", "tofu"),
    ("城门", "gate"),
    ("香蕉", "banana"),
    ("森林", "forest"),
    ("地球", "globe"),
    ("单车", "bicycle"),
    ("花瓶", "vase"),
    ("玫瑰", "rose"),
    ("眼镜", "glasses"),
    ("岛屿", "island"),
    ("露珠", "dew"),
    ("老虎", "tiger"),
    ("蜂蜜", "honey"),
    ("书店", "bookshop"),
    ("核桃", "walnut"),
    ("沙漠", "desert"),
    ("风筝", "kite"),
    ("信封", "envelope"),
];

/// The two words of two random bytes, in both languages: the two who compare them need not read the same one.
pub fn pair(bytes: [u8; 2]) -> String {
    let [(zh, en), (other_zh, other_en)] = bytes.map(|byte| WORDS[usize::from(byte % 64)]);
    format!("{zh} {other_zh} · {en} {other_en}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once() {
        for (n, (zh, en)) in WORDS.iter().enumerate() {
            assert!(WORDS[n + 1..].iter().all(|(z, e)| z != zh && e != en), "{zh} {en}");
        }
        assert_eq!(pair([0, 65]), "苹果 大海 · apple ocean");
    }
}
