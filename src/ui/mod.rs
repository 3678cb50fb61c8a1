//! Components of the design system: props in, markup out. They know nothing about records, briefings or
//! pages.
//!
//! Most follow a component of the GOV.UK Design System, which the module links to; the charts are ours.
//! The styles of a module, if any, are in the partial of the same name in `style/ui/`.

mod bar_chart;
mod button;
mod calendar_button;
mod checkboxes;
mod date_input;
mod details;
mod dial;
mod file_upload;
mod icon;
mod layout;
mod notification_banner;
mod radios;
mod select;
mod show_more;
mod summary_list;
mod table;
mod text_input;
mod textarea;
mod timeline;
mod unit_chart;
mod wheel;

pub use bar_chart::{Bar, BarChart, BarPart};
pub use button::{Button, ButtonStyle, LinkButton};
pub use calendar_button::CalendarButton;
pub use checkboxes::Checkbox;
pub use date_input::{DateInput, DateInputItem, DateReading, reading_id};
pub use details::Details;
pub use dial::{Dial, DialState};
pub use file_upload::FileUpload;
pub use icon::{Icon, IconPicture};
pub use layout::{HEADING_ID, InsetText, PageHeading, Section};
pub use notification_banner::{BannerKind, NotificationBanner};
pub use radios::{RadioOption, Radios};
pub use select::{Select, SelectOption};
pub use show_more::{FIRST_ROWS, LongList, ShowMore, Shown};
pub use summary_list::{Answer, SummaryList, SummaryRow};
pub use table::Table;
pub use text_input::{Hint, Note, TextBinding, TextInput, note_id};
pub use textarea::Textarea;
pub use timeline::{Timeline, TimelineMark, TimelineMonth};
pub use unit_chart::UnitChart;
pub use wheel::{Wheel, WheelPicture, WheelSegment};
